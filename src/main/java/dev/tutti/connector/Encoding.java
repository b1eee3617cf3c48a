package dev.tutti.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** How the value that a body's expression built is written. No text is ever joined into it; each writer escapes. */
enum Encoding {
    JSON("application/json") {
        @Override
        String write(Object value) throws JsonProcessingException {
            return Json.MAPPER.writeValueAsString(value);
        }
    },
    /** The fields of a web form: an object, a list in it being one field several times. */
    FORM("application/x-www-form-urlencoded") {
        @Override
        String write(Object value) {
            if (!(value instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException("a form is made of an object");
            }
            List<NameValuePair> pairs = new ArrayList<>();
            fields.forEach((name, field) -> {
                List<?> values = field instanceof List<?> several ? several : Collections.singletonList(field);
                values.stream()
                        .filter(Objects::nonNull)
                        .forEach(one -> pairs.add(new BasicNameValuePair(String.valueOf(name), Json.text(one))));
            });
            return WWWFormCodec.format(pairs, StandardCharsets.UTF_8);
        }
    };

    private final String type;

    Encoding(String type) {
        this.type = type;
    }

    ContentType type() {
        return ContentType.create(type);
    }

    /** The value as a text of this type. */
    abstract String write(Object value) throws JsonProcessingException;
}
