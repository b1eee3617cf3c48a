package dev.tutti.source;

/** How a key proves which source calls. */
public enum KeyKind {
    /** {@code Authorization: Bearer SECRET}. */
    BEARER(Proof.SECRET),
    /** {@code X-Api-Key: SECRET}. */
    API_KEY(Proof.SECRET),
    /** {@code Authorization: Basic}, the name of the source and the secret. */
    BASIC(Proof.SECRET),
    /** The secret is part of the address, for senders that can do nothing else. */
    URL(Proof.SECRET),
    /** The sender's TLS certificate, known by its SHA-256. */
    CERTIFICATE(Proof.SUBJECT),
    /** The sender signs each body with a key that both sides have in their configuration. */
    HMAC(Proof.CONFIGURED),
    /** Amazon SNS signs each message; the topic says whose it is. */
    SNS_TOPIC(Proof.SUBJECT);

    /** What of a key is stored. */
    enum Proof {
        /** The digest of a secret that Tutti made. */
        SECRET,
        /** A public name of which no two keys in force may have the same. */
        SUBJECT,
        /** Nothing. */
        CONFIGURED
    }

    private final Proof proof;

    KeyKind(Proof proof) {
        this.proof = proof;
    }

    Proof proof() {
        return proof;
    }
}
