package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {

    @TempDir
    Path folder;

    static Stream<Arguments> spoiledManifests() {
        return Stream.of(
                argumentSet(
                        "an unknown field",
                        "category: other",
                        "category: other\ncategori: x",
                        "tool/connector.yaml:4:11: /categori: is not a field that is known here"),
                argumentSet(
                        "an unknown field deep inside",
                        "method: POST",
                        "method: POST\n      verify: false",
                        "tool/connector.yaml:24:15: /actions/0/request/verify: is not a field that is known here"),
                argumentSet(
                        "a missing field",
                        "title: A tool\n",
                        "",
                        "tool/connector.yaml:1:1: /title: is missing: 'title' must be given"),
                argumentSet(
                        "a name that is not the folder's",
                        "name: tool",
                        "name: toll",
                        "tool/connector.yaml:1:7: /name: must be the name of its folder, 'tool'"),
                argumentSet(
                        "a timeout beyond the bound",
                        "timeout: 1s",
                        "timeout: 16s",
                        "tool/connector.yaml:9:14: /actions/0/timeout: does not match"),
                argumentSet(
                        "a class C that cannot be read back",
                        "class: A",
                        "class: C",
                        "tool/connector.yaml:7:5: /actions/0/readback: is missing: 'readback' must be given"),
                argumentSet(
                        "a body that does not parse, at its own line",
                        "\"wait\": parameters.wait,",
                        "\"wait\": ,",
                        "tool/connector.yaml:29:19: /actions/0/request/body: is not JSONata"),
                argumentSet(
                        "a success that does not parse",
                        "success: status = 200",
                        "success: status =",
                        "tool/connector.yaml:32:21: /actions/0/success: is not JSONata"),
                argumentSet(
                        "a regular expression, whose time has no bound",
                        "success: status = 200",
                        "success: $contains(body.x, /(a+)+$/)",
                        "tool/connector.yaml:32:32: /actions/0/success: may not use a regular expression"),
                argumentSet(
                        "code made from data",
                        "success: status = 200",
                        "success: $eval(body.x)",
                        "tool/connector.yaml:32:14: /actions/0/success: may not use $eval"),
                argumentSet(
                        "a function of the moment",
                        "\"wait\": parameters.wait",
                        "\"wait\": $now()",
                        "tool/connector.yaml:29:19: /actions/0/request/body: may not use $now"),
                argumentSet(
                        "a path that does not parse",
                        "/things/{target}{?note}",
                        "'/things/{target'",
                        "tool/connector.yaml:24:13: /actions/0/request/path: is not a URI template"),
                argumentSet(
                        "a path that does not encode",
                        "/things/{target}{?note}",
                        "'/things/{+target}'",
                        "tool/connector.yaml:24:13: /actions/0/request/path: may only use {name}, {?name} and {&name}"),
                argumentSet(
                        "a path with an unknown variable",
                        "/things/{target}{?note}",
                        "'/things/{host}'",
                        "tool/connector.yaml:24:13: /actions/0/request/path: names 'host'"),
                argumentSet(
                        "a path that climbs",
                        "/things/{target}{?note}",
                        "'/things/%2e%2e/{target}'",
                        "tool/connector.yaml:24:13: /actions/0/request/path: may hold no '.', '..' or empty segment"),
                argumentSet(
                        "a path that is another host",
                        "/things/{target}{?note}",
                        "'//evil/{target}'",
                        "tool/connector.yaml:24:13: /actions/0/request/path: does not match"),
                argumentSet(
                        "credentials in a header",
                        "X-Origin: tutti",
                        "AUTHORIZATION: Bearer x",
                        "/actions/0/request/headers"),
                argumentSet(
                        "a header that would become two",
                        "X-Origin: tutti",
                        "X-Origin: \"a\\r\\nX-Evil: 1\"",
                        "/actions/0/request/headers/X-Origin: does not match"),
                argumentSet(
                        "a default that its own type refuses",
                        "default: soft",
                        "default: brutal",
                        "tool/connector.yaml:16:18: /actions/0/parameters/1/default: parameter 'mode' is none of"),
                argumentSet(
                        "a read-back that changes something",
                        "success: status = 200\n",
                        "success: status = 200\n    readback: {request: {method: POST, path: /x}, success: 'true',"
                                + " absent: 'false'}\n",
                        "/actions/0/readback/request/method: must be GET"),
                argumentSet("a key twice", "simulated: true", "simulated: true\nsimulated: false", "uplicate"),
                argumentSet("no YAML", "needs: [", "needs: [[", "tool/connector.yaml:"),
                argumentSet("an alias", "title: A tool", "title: *name", "aliases are not allowed"),
                argumentSet("two documents", "success: status = 200", "success: status = 200\n---\nname: x", "tool/"));
    }

    @ParameterizedTest
    @MethodSource("spoiledManifests")
    void pointsAtWhatIsWrong(String sound, String spoiled, String finding) {
        String manifest = Connectors.sound("tool");
        assertThat(manifest).contains(sound);
        Connectors.write(folder, "tool", manifest.replace(sound, spoiled));

        assertThat(Connectors.findings(folder))
                .anySatisfy(found -> assertThat(found.toString()).contains(finding));
    }

    @Test
    void collectsEverythingThatIsWrongWithAllManifests() {
        Connectors.write(
                folder,
                "one",
                Connectors.sound("one").replace("class: A", "class: Z").replace("= 200", "="));
        Connectors.write(folder, "three", Connectors.sound("three"));
        Connectors.write(folder, "two", Connectors.sound("two").replace("simulated: true", "simulated: perhaps"));

        assertThat(Connectors.findings(folder))
                .extracting(Finding::file, Finding::line, Finding::field)
                .containsExactly(
                        tuple("one/connector.yaml", 8, "/actions/0/class"),
                        tuple("one/connector.yaml", 32, "/actions/0/success"),
                        tuple("two/connector.yaml", 4, "/simulated"));
    }

    @Test
    void takesASoundManifestWithASlashInsideALiteral() {
        Connectors.write(
                folder,
                "tool",
                Connectors.sound("tool").replace("status = 200", "/* not a regex */ body.kind = \"a/b\""));

        assertThat(Connectors.ready(folder).manifests())
                .extracting(Manifest::name)
                .containsExactly("tool");
    }
}
