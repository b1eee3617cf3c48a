package dev.tutti.engine;

import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A parent for the class loaders of compiled rules that remembers what it found, and what is not there. The rule compiler asks
 * for each name in each imported package, and a long class path takes half of the time of a compilation to say no.
 * It is shared by all compilations; what it remembers is names and places, some hundred for the shipped rules.
 */
final class CachingLoader extends ClassLoader {

    /** The packages of all policies begin so, and nothing of them lies on the class path. */
    private static final String RULES = "rules";

    /** What is asked for is bounded by what is compiled; past this many nothing more is remembered. */
    private static final int MOST = 200_000;

    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private final Map<String, URL> places = new ConcurrentHashMap<>();

    CachingLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(RULES + ".") || absent.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            remember(name);
            throw e;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL known = places.get(name);
        if (known != null || name.startsWith(RULES + "/") || absent.contains(name)) {
            return known;
        }
        URL found = super.getResource(name);
        if (found == null) {
            remember(name);
        } else if (places.size() < MOST) {
            places.put(name, found);
        }
        return found;
    }

    private void remember(String name) {
        if (absent.size() < MOST) {
            absent.add(name);
        }
    }
}
