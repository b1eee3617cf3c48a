package dev.tutti.admission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Amazon SNS posts. Only what {@link #signedText} holds is signed; attributes and the address to unsubscribe are not.
 *
 * @param fields its members that are texts
 */
record SnsMessage(Type type, Map<String, String> fields) {

    private static final String SUBJECT = "Subject";

    /** The members that are signed, in the order in which they are signed; Subject only where there is one. */
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", SUBJECT, "Timestamp", "TopicArn", "Type");

    private static final List<String> OF_SUBSCRIPTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** A key twice would be one thing to us and another to whoever reads the message next. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Why SNS posts, in its own words. */
    enum Type {
        Notification,
        SubscriptionConfirmation,
        UnsubscribeConfirmation
    }

    /** Empty when it is no message of SNS. */
    static Optional<SnsMessage> read(byte[] body) {
        try {
            JsonNode json = STRICT.readTree(body);
            var fields = new TreeMap<String, String>();
            json.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    fields.put(field.getKey(), field.getValue().textValue());
                }
            });
            Type type = Type.valueOf(fields.getOrDefault("Type", ""));
            var message = new SnsMessage(type, fields);
            return message.isWhole() ? Optional.of(message) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Each name and value on a line of its own. */
    String signedText() {
        var text = new StringBuilder();
        for (String name : signed()) {
            if (fields.containsKey(name)) {
                text.append(name).append('\n').append(fields.get(name)).append('\n');
            }
        }
        return text.toString();
    }

    /** The bytes of the signature, none when its text cannot be read. */
    byte[] signature() {
        try {
            return Base64.getDecoder().decode(field("Signature"));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private boolean isWhole() {
        return signed().stream().allMatch(name -> fields.containsKey(name) || name.equals(SUBJECT));
    }

    private List<String> signed() {
        return type == Type.Notification ? OF_NOTIFICATION : OF_SUBSCRIPTION;
    }
}
