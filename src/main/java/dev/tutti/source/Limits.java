package dev.tutti.source;

import java.util.List;

/** What an administrator may change of a source. */
record Limits(String tenant, List<String> formats, List<Network> networks, Rate rate) {}
