package dev.tutti.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** Packs the {@link KillAgent} for {@code -javaagent}; Byte Buddy is referred to where the tests have it. */
final class AgentJar {

    private AgentJar() {}

    static Path in(Path folder) {
        try {
            URI byteBuddy = ByteBuddy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Manifest manifest = new Manifest();
            Attributes main = manifest.getMainAttributes();
            main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            main.putValue("Premain-Class", KillAgent.class.getName());
            main.putValue("Class-Path", byteBuddy.toString());
            Path jar = Files.createDirectories(folder).resolve("kill-agent.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                for (Class<?> type : List.of(KillAgent.class, KillAgent.Halt.class)) {
                    String entry = type.getName().replace('.', '/') + ".class";
                    out.putNextEntry(new JarEntry(entry));
                    try (InputStream bytes = type.getResourceAsStream("/" + entry)) {
                        bytes.transferTo(out);
                    }
                }
            }
            return jar.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
