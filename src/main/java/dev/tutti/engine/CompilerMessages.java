package dev.tutti.engine;

import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kie.api.builder.Message;

/**
 * Turns what the compiler says into findings that an editor can jump to. Its own columns are always 0, and of what goes
 * wrong only in the Java that it makes of a rule it names that Java; then the words that it complains of are looked for in
 * the policy.
 */
final class CompilerMessages {

    private static final Pattern PLACE = Pattern.compile("[Ll]ine (\\d+)[:,]\\s?(?:column )?(\\d+)");
    private static final Pattern FIRST_WORD = Pattern.compile("^[\\w$]+");
    private static final String SOURCE_ROOT = "src/main/resources/";
    private static final String GENERATED = "src/main/java/";
    private static final String LISTING = "Java source of ";

    private CompilerMessages() {}

    /** A listing of generated Java only repeats what another message says better. */
    static List<Finding> findings(List<Message> messages, List<Policy> policies) {
        return messages.stream()
                .filter(message -> messages.size() == 1 || !message.getText().startsWith(LISTING))
                .map(message -> finding(message, policies))
                .distinct()
                .toList();
    }

    private static Finding finding(Message message, List<Policy> policies) {
        String path = message.getPath() == null ? "rules" : message.getPath();
        String text = message.getText().strip();
        Optional<Policy> policy = policies.stream()
                .filter(p -> path.startsWith(SOURCE_ROOT + p.folder() + "/")
                        || path.startsWith(GENERATED + p.folder() + "/")
                        || path.startsWith(p.folder() + "/"))
                .findFirst();
        String file = policy.map(RuleShapes::fileOf)
                .orElse(path.startsWith(SOURCE_ROOT) ? path.substring(SOURCE_ROOT.length()) : path);
        if (message.getLine() > 0 && !path.startsWith(GENERATED)) {
            return new Finding(file, message.getLine(), Math.max(1, message.getColumn()), text);
        }
        Matcher place = PLACE.matcher(text);
        if (place.find()) {
            return new Finding(file, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), text);
        }
        return policy.flatMap(p -> wordsOf(text)
                        .filter(words -> p.drl().contains(words))
                        .findFirst()
                        .map(words -> at(p.drl().indexOf(words), p.drl(), file, text)))
                .orElseGet(() -> new Finding(file, 1, 1, text));
    }

    /** What a message may quote of a rule: all that follows its last colon, or the word that it begins with. */
    private static Stream<String> wordsOf(String text) {
        String quoted = text.substring(text.lastIndexOf(": ") + 1).strip();
        Matcher first = FIRST_WORD.matcher(text);
        return Stream.concat(Stream.of(quoted), first.find() ? Stream.of(first.group()) : Stream.of())
                .filter(words -> words.length() > 1);
    }

    private static Finding at(int offset, String drl, String file, String text) {
        String before = drl.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Finding(file, line, offset - before.lastIndexOf('\n'), text);
    }
}
