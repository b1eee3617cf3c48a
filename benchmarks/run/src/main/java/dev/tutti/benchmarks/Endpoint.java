package dev.tutti.benchmarks;

/** Where alerts are posted; without a token where nobody asks for one. */
record Endpoint(int port, String path, String token) {}
