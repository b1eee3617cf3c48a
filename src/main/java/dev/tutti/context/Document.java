package dev.tutti.context;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tutti.fact.Context;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Many entries in one body, a list for each section. What it does not name stays as it is. */
@JsonDeserialize(using = Document.Reader.class)
record Document(Map<Section, List<@Nullable Entry>> entries) {

    static final int MOST = 10_000;

    /**
     * Every entry as a fact, in the order of the sections.
     *
     * @throws HttpProblem with everything that is wrong, when anything is
     */
    List<Wanted> wanted() {
        int size = entries.values().stream().mapToInt(List::size).sum();
        if (size > MOST) {
            throw Problem.of(ErrorCode.TOO_LARGE, "A document has at most " + MOST + " entries, and this has " + size)
                    .withHint("Send it in parts, services first; a part does not end what another stated")
                    .exception();
        }
        Complaints complaints = new Complaints();
        List<Wanted> wanted = new ArrayList<>();
        entries.forEach((section, written) -> collect("/" + section.member(), written, wanted, complaints));
        refuseRepetitions(wanted, complaints);
        complaints.raise(ErrorCode.INVALID, "Nothing was stated, because the document is not valid");
        return wanted;
    }

    private static void collect(
            String section, List<@Nullable Entry> entries, List<Wanted> wanted, Complaints complaints) {
        for (int i = 0; i < entries.size(); i++) {
            String pointer = section + "/" + i;
            Entry entry = entries.get(i);
            Optional<Context> fact = entry == null ? Optional.empty() : entry.fact(pointer, complaints);
            if (entry == null) {
                complaints.add(pointer, "must be an object");
            }
            fact.ifPresent(each -> wanted.add(new Wanted(pointer, each)));
        }
    }

    private static void refuseRepetitions(List<Wanted> wanted, Complaints complaints) {
        Map<String, String> seen = new HashMap<>();
        for (Wanted each : wanted) {
            String first = seen.putIfAbsent(each.fact().factId(), each.pointer());
            if (first != null) {
                complaints.add(each.pointer(), "names the same thing as " + first);
            }
        }
    }

    /** Reads each list in the form of its section, so that a further section is no member more here. */
    static final class Reader extends StdDeserializer<Document> {

        Reader() {
            super(Document.class);
        }

        @Override
        public Document deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<Section, List<@Nullable Entry>> entries = new EnumMap<>(Section.class);
            if (!parser.isExpectedStartObjectToken()) {
                context.reportWrongTokenException(Document.class, JsonToken.START_OBJECT, "a document is an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                Section section = Section.ofMember(member).orElse(null);
                if (section == null) {
                    throw UnrecognizedPropertyException.from(parser, Document.class, member, List.copyOf(members()));
                }
                parser.nextToken();
                entries.put(section, list(section, parser, context));
            }
            return new Document(entries);
        }

        private static List<@Nullable Entry> list(Section section, JsonParser parser, DeserializationContext context)
                throws IOException {
            JavaType list = context.getTypeFactory().constructCollectionType(ArrayList.class, section.form());
            try {
                List<@Nullable Entry> read = context.readValue(parser, list);
                return Objects.requireNonNullElse(read, List.of());
            } catch (JsonMappingException e) {
                throw JsonMappingException.wrapWithPath(e, Document.class, section.member());
            }
        }

        private static List<Object> members() {
            return Arrays.stream(Section.values())
                    .filter(Section::told)
                    .<Object>map(Section::member)
                    .toList();
        }
    }
}
