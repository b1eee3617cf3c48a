package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes hostile bodies of the real alerts under {@code src/test/resources/alerts}: members are dropped, doubled, renamed and
 * given values of other types, far too long, too deep, too large or not to be stored; then bytes are changed or cut off.
 */
final class Fuzz {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_SEED = 64 * 1024;

    /** What is doubled and doubled again stays below the limit of a body, or the fuzz would fail before a parser does. */
    private static final int LONGEST = 1024 * 1024;

    private static final byte[] TELLING = "{}[]\",:\\u0d8-+.eE19\n\0tfn|=^<>".getBytes(StandardCharsets.UTF_8);

    private final List<AlertFormat> formats = new ArrayList<>();
    private final List<byte[]> seeds;

    Fuzz() {
        var all = new AlertFormats(Bodies.NOON);
        formats.add(all.any());
        all.names().forEach(name -> formats.add(all.named(name).orElseThrow()));
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/alerts"))) {
            seeds = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .map(Fuzz::read)
                    .filter(bytes -> bytes.length > 0 && bytes.length < LARGEST_SEED)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<AlertFormat> formats() {
        return formats;
    }

    AlertFormat format(Random random) {
        return formats.get(random.nextInt(formats.size()));
    }

    byte[] body(Random random) {
        byte[] body = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            body = changedTree(body, random);
        }
        if (body.length == 0) {
            return body;
        }
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                body[random.nextInt(body.length)] =
                        random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : (byte) random.nextInt();
            }
        }
        return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }

    /** The same when it is no JSON. */
    private static byte[] changedTree(byte[] body, Random random) {
        try {
            JsonNode tree = JSON.readTree(body);
            List<JsonNode> places = new ArrayList<>();
            collect(tree, places);
            if (!places.isEmpty()) {
                change(places.get(random.nextInt(places.size())), random);
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            return body;
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode() && node.size() > 0) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private static void change(JsonNode place, Random random) {
        if (place instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + random.nextInt(9), object.get(name));
                default -> object.set(name, hostile(object.get(name), random));
            }
        } else if (place instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            if (random.nextBoolean()) {
                array.set(index, hostile(array.get(index), random));
            } else {
                JsonNode element = array.get(index);
                int most = Math.min(300, LONGEST / (element.toString().length() + 1));
                for (int i = random.nextInt(most + 1); i > 0; i--) {
                    array.add(element);
                }
            }
        }
    }

    private static JsonNode hostile(JsonNode before, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(16)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextLong());
            case 3 -> make.numberNode(-1.5e-300);
            case 4 -> make.numberNode(new BigDecimal("9".repeat(39)));
            case 5 -> make.textNode("");
            case 6 -> make.textNode("x".repeat(random.nextInt(70_000)));
            case 7 -> make.textNode("a\0b\uD800c\u202Ed\u001B[2J");
            case 8 -> make.textNode("1970-01-01T00:00:00Z");
            case 9 -> make.textNode("=".repeat(3_000) + "T1110 ".repeat(500));
            case 10 -> make.arrayNode().add(before).add(make.nullNode());
            case 11 -> make.objectNode().set("x", before);
            case 12 -> deep(make, random.nextInt(60));
            case 13 -> make.textNode("2126-01-01T00:00:00+0000");
            case 14 -> make.textNode("::ffff:1.2.3.4:99999->[::1%eth0]:1");
            default -> make.arrayNode();
        };
    }

    private static JsonNode deep(JsonNodeFactory make, int depth) {
        JsonNode node = make.textNode("bottom");
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0 ? make.arrayNode().add(node) : make.objectNode().set("d", node);
        }
        return node;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Fuzz SEED TRIES}: prints what came of it, the slowest body, and how much memory was in use at most. */
    public static void main(String... args) throws JsonProcessingException {
        long first = Long.parseLong(args[0]);
        long tries = Long.parseLong(args[1]);
        var fuzz = new Fuzz();
        Map<String, Long> outcomes = new TreeMap<>();
        long slowest = 0;
        long slowestSeed = 0;
        long mostMemory = 0;
        for (long seed = first; seed < first + tries; seed++) {
            var random = new Random(seed);
            byte[] body = fuzz.body(random);
            AlertFormat format = fuzz.format(random);
            long before = System.nanoTime();
            ParsedBody answer;
            try {
                answer = format.parse(body, "");
                ParsersNeverThrowTest.complaints(answer)
                        .forEach(complaint -> outcomes.merge("WRONG " + complaint, 1L, Long::sum));
            } catch (RuntimeException | StackOverflowError e) {
                System.out.println("seed " + seed + ", format " + format.name() + ": " + e);
                outcomes.merge("THROWN", 1L, Long::sum);
                continue;
            }
            long took = System.nanoTime() - before;
            if (took > slowest && seed > first + 1_000) {
                slowest = took;
                slowestSeed = seed;
            }
            if (seed % 1_000 == 0) {
                mostMemory = Math.max(
                        mostMemory,
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory());
            }
            outcome(answer).forEach(outcome -> outcomes.merge(outcome, 1L, Long::sum));
        }
        System.out.println(JSON.writeValueAsString(outcomes));
        System.out.printf(
                "slowest %.1f ms (seed %d), at most %d MiB in use%n", slowest / 1e6, slowestSeed, mostMemory >> 20);
    }

    private static List<String> outcome(ParsedBody answer) {
        return answer instanceof ParsedBody.ParsedBatch batch
                ? batch.items().stream()
                        .map(item -> item.getClass().getSimpleName())
                        .toList()
                : List.of("Unreadable");
    }
}
