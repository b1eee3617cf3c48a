package dev.tutti.decision;

import dev.tutti.fact.NoTouch;
import dev.tutti.fact.TargetType;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie.IPv6AssociativeTrieNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that no action may ever block, isolate or disable.
 *
 * <p>Addresses are compared as addresses, in every textual form, IPv4-mapped IPv6 included; blocks that overlap cover each
 * other, so that a block around a protected address is covered too. Everything else is compared as a name: without regard
 * to case or a trailing dot, in its ASCII form. {@code *.example.org} covers what is below {@code example.org}, not
 * {@code example.org} itself. Blocking a {@link TargetType#DOMAIN} reaches what is below it, so a domain is covered also when
 * something below it is protected. What only informs people, {@link TargetType#RECIPIENT} and {@link TargetType#SUBJECT}, is
 * never covered.
 */
public final class NoTouchList {

    private final IPv6AddressAssociativeTrie<NoTouch> addresses = new IPv6AddressAssociativeTrie<>();
    private final Map<String, NoTouch> names = new TreeMap<>();
    private final Map<String, NoTouch> below = new TreeMap<>();

    /** Where two entries mean the same, the first in alphabetical order answers. */
    public NoTouchList(Collection<NoTouch> entries) {
        entries.stream()
                .sorted(Comparator.comparing(NoTouch::entry).thenComparing(NoTouch::why))
                .forEach(this::enter);
    }

    private void enter(NoTouch noTouch) {
        List<IPv6Address> blocks = Addresses.liberal(noTouch.entry());
        String name = Names.normal(noTouch.entry());
        blocks.forEach(block -> {
            if (addresses.get(block) == null) {
                addresses.put(block, noTouch);
            }
        });
        if (blocks.isEmpty() && Names.isWildcard(name)) {
            below.putIfAbsent(Names.parentOf(name), noTouch);
        } else if (!name.isEmpty()) {
            names.putIfAbsent(name, noTouch);
        }
    }

    /**
     * The entry that protects this target, if one does.
     *
     * @param aliases what else the target is known as: the addresses of a host, the host behind an address
     */
    public Optional<NoTouch> covering(TargetType type, String target, Collection<String> aliases) {
        if (type == TargetType.RECIPIENT || type == TargetType.SUBJECT) {
            return Optional.empty();
        }
        List<String> known = new ArrayList<>(List.of(target));
        aliases.stream().sorted().forEach(known::add);
        return known.stream().flatMap(name -> covering(type, name).stream()).findFirst();
    }

    private Optional<NoTouch> covering(TargetType type, String target) {
        // A user called 167837953 is not the address that this number can stand for.
        if (type != TargetType.USER) {
            for (IPv6Address block : Addresses.liberal(target)) {
                Optional<NoTouch> covering = overlapping(block);
                if (covering.isPresent()) {
                    return covering;
                }
            }
        }
        String name = Names.normal(target);
        return named(name)
                .or(() -> type == TargetType.DOMAIN || Names.isWildcard(name) ? under(name) : Optional.empty());
    }

    private Optional<NoTouch> overlapping(IPv6Address block) {
        IPv6AssociativeTrieNode<NoTouch> around = addresses.longestPrefixMatchNode(block);
        if (around != null) {
            return Optional.of(around.getValue());
        }
        IPv6AssociativeTrieNode<NoTouch> inside = addresses.elementsContainedBy(block);
        // An empty trie answers ::/0 with its root, which holds nothing.
        return inside == null || !inside.iterator().hasNext()
                ? Optional.empty()
                : Optional.of(addresses.get(inside.iterator().next()));
    }

    private Optional<NoTouch> named(String name) {
        NoTouch exact = names.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (String parent = Names.parentOf(name); !parent.isEmpty(); parent = Names.parentOf(parent)) {
            NoTouch wildcard = below.get(parent);
            if (wildcard != null) {
                return Optional.of(wildcard);
            }
        }
        return Optional.empty();
    }

    /** Something protected below a domain, or below what a wildcard target stands for. */
    private Optional<NoTouch> under(String name) {
        String domain = Names.isWildcard(name) ? Names.parentOf(name) : name;
        return below.entrySet().stream()
                .filter(entry -> entry.getKey().equals(domain) || Names.isBelow(entry.getKey(), domain))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> names.entrySet().stream()
                        .filter(entry -> Names.isBelow(entry.getKey(), domain))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
