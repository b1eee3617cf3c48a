package dev.tutti.admission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates with their keys, made by the JDK's keytool in a second each. */
record KeyPairs(X509Certificate certificate, PrivateKey key) {

    private static final String PASSWORD = "changeit";

    /**
     * @param subject as X.500 writes it
     * @param start such as {@code 2026/03/01 00:00:00}
     */
    static KeyPairs of(Path directory, String subject, String start, int days) {
        Path file = directory.resolve("keys-" + Integer.toHexString((subject + start).hashCode()) + ".p12");
        try {
            if (!Files.exists(file)) {
                generate(file, subject, start, days);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            return new KeyPairs((X509Certificate) store.getCertificate("a"), (PrivateKey)
                    store.getKey("a", PASSWORD.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path file, String subject, String start, int days) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                subject,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
