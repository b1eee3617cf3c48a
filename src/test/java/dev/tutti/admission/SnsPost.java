package dev.tutti.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message as SNS posts it, signed with a key of the test. */
record SnsPost(Map<String, String> fields) {

    static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:guardduty";
    static final String CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem";
    static final String CONFIRM =
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336";

    static SnsPost notification(String time) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Type", "Notification");
        fields.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        fields.put("TopicArn", TOPIC);
        fields.put("Message", "{\"detail\":\n\"ü\"}");
        fields.put("Timestamp", time);
        fields.put("SignatureVersion", "2");
        fields.put("SigningCertURL", CERTIFICATE);
        return new SnsPost(fields);
    }

    static SnsPost subscription(String time) {
        return notification(time)
                .with("Type", "SubscriptionConfirmation")
                .with("SubscribeURL", CONFIRM)
                .with("Token", "2336");
    }

    SnsPost with(String name, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new SnsPost(more);
    }

    /** As the documentation of SNS says it, written once more and not with the code that is tested. */
    SnsPost signedBy(KeyPairs keys) {
        boolean notification = "Notification".equals(fields.get("Type"));
        String[] names = notification
                ? "Message MessageId Subject Timestamp TopicArn Type".split(" ")
                : "Message MessageId SubscribeURL Timestamp Token TopicArn Type".split(" ");
        var text = new StringBuilder();
        for (String name : names) {
            if (fields.get(name) != null) {
                text.append(name + "\n" + fields.get(name) + "\n");
            }
        }
        try {
            Signature signature =
                    Signature.getInstance("1".equals(fields.get("SignatureVersion")) ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(keys.key());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return with("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        try {
            return new ObjectMapper().writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
