package dev.tutti.context;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Tells readers of the OpenAPI document what an entry of each section looks like: one path serves them all. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class EntrySchema implements OASFilter {

    static final String SECTION = "ContextSection";
    static final String ENTRY = "ContextEntry";
    static final String DOCUMENT = "ContextDocument";

    static final String SECTIONS =
            "The sections are those that the schema of the path parameter names; each has a form of"
                    + " its own, listed under " + ENTRY + ".";
    static final String IDENTITIES =
            "An entry is identified by its name or id. Where several names identify it, they are"
                    + " joined by colons: duties/{capability}:{firstRole}:{secondRole}, in-charge/{subject}:{name},"
                    + " mandates/{criticality}:{function}, entitlements/{department}:{group} and memberships/{user}:{group}."
                    + " No name but the last holds a colon.";

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Schema entry = OASFactory.createSchema().description("An entry in the form of its section.");
        Schema whole = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        Schema section = OASFactory.createSchema().addType(SchemaType.STRING);
        for (Section each : Section.values()) {
            String name = ENTRY + "." + each.member();
            document.getComponents().addSchema(name, form(each));
            entry.addOneOf(reference(name));
            section.addEnumeration(each.path());
            if (each.told()) {
                whole.addProperty(each.member(), list(reference(name)));
            }
        }
        document.getComponents().addSchema(ENTRY, entry);
        document.getComponents().addSchema(DOCUMENT, whole);
        document.getComponents().addSchema(SECTION, section);
    }

    private static Schema form(Section section) {
        Schema form = OASFactory.createSchema().addType(SchemaType.OBJECT).title(section.path());
        Arrays.stream(section.form().getRecordComponents())
                .forEach(component -> form.addProperty(component.getName(), member(component)));
        return form;
    }

    private static Schema member(RecordComponent component) {
        Class<?> type = component.getType();
        Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
        if (type == List.class) {
            return list(text);
        }
        if (type == boolean.class) {
            return OASFactory.createSchema().addType(SchemaType.BOOLEAN);
        }
        return type == int.class ? OASFactory.createSchema().addType(SchemaType.INTEGER) : text;
    }

    private static Schema list(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(REFERENCE + name);
    }
}
