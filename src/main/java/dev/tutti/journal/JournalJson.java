package dev.tutti.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Input;
import dev.tutti.fact.Context;
import dev.tutti.fact.Judgement;
import java.io.IOException;

/**
 * The JSON that the journal keeps: inputs, facts and actions, each member of a sealed family under its simple name. The
 * records themselves know nothing of it.
 */
public final class JournalJson {

    private static final ObjectMapper MAPPER = mapper();

    private JournalJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was concluded cannot be written: " + value.getClass(), e);
        }
    }

    /** Reads what {@link #write} wrote, by this version of Tutti or an earlier one. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds a " + type.getSimpleName() + " that cannot be read", e);
        }
    }

    /** The same for generic types. */
    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds something that cannot be read as " + type.getType(), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface BySimpleName {}

    private static ObjectMapper mapper() {
        SimpleModule states = new SimpleModule();
        states.addSerializer(ActionState.class, new StateWriter());
        states.addDeserializer(ActionState.class, new StateReader());
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(states)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (Class<?> family : new Class<?>[] {Input.class, Context.class, Judgement.class}) {
            builder.addMixIn(family, BySimpleName.class);
            builder.registerSubtypes(family.getPermittedSubclasses());
        }
        return builder.build();
    }

    private static final class StateWriter extends JsonSerializer<ActionState> {
        @Override
        public void serialize(ActionState state, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("name", state.name().name());
            json.writeNumberField("leaseUntil", leaseUntil(state));
            json.writeEndObject();
        }
    }

    private static final class StateReader extends JsonDeserializer<ActionState> {
        @Override
        public ActionState deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode state = json.readValueAsTree();
            return ActionState.stored(
                    ActionState.Name.valueOf(state.path("name").asText()),
                    state.path("leaseUntil").asLong());
        }
    }

    static long leaseUntil(ActionState state) {
        return state instanceof ActionState.Succeeded succeeded ? succeeded.leaseUntil() : Long.MAX_VALUE;
    }
}
