package dev.tutti.engine;

import dev.tutti.policy.Finding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.builder.Message;

/** Turns what the compiler says into findings that an editor can jump to; its own columns are always 0. */
final class CompilerMessages {

    private static final Pattern PLACE = Pattern.compile("[Ll]ine (\\d+)[:,]\\s?(?:column )?(\\d+)");
    private static final String SOURCE_ROOT = "src/main/resources/";

    private CompilerMessages() {}

    static Finding finding(Message message) {
        String path = message.getPath() == null ? "rules" : message.getPath();
        String file = path.startsWith(SOURCE_ROOT) ? path.substring(SOURCE_ROOT.length()) : path;
        String text = message.getText().strip();
        Matcher place = PLACE.matcher(text);
        if (message.getLine() <= 0 && place.find()) {
            return new Finding(file, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)), text);
        }
        return new Finding(file, Math.max(1, message.getLine()), Math.max(1, message.getColumn()), text);
    }
}
