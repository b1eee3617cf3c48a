package dev.tutti.demo;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The simulated tools of an estate, one of each {@link Tool}, started together and stopped together. */
public final class SimulatedEstate implements AutoCloseable {

    /**
     * How an estate is laid out.
     *
     * @param token what a change at any of the tools needs
     * @param ports where each tool listens; one that is not named takes a port that happens to be free
     * @param hosts those that the EDR has an agent on
     */
    public record Layout(String token, Map<Tool, Integer> ports, Set<String> hosts) {

        public Layout {
            ports = Map.copyOf(ports);
            hosts = Set.copyOf(hosts);
        }

        /** Every tool at a port that happens to be free. */
        public static Layout anywhere(String token, Set<String> hosts) {
            return new Layout(token, Map.of(), hosts);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Layout[" + ports + ", " + hosts + "]";
        }
    }

    private final Map<Tool, SimulatedTool> tools;

    private SimulatedEstate(Map<Tool, SimulatedTool> tools) {
        this.tools = tools;
    }

    /**
     * Starts all of them.
     *
     * @throws java.io.UncheckedIOException when a port is taken; whatever was started is stopped again
     */
    public static SimulatedEstate start(Layout layout, Clock clock) {
        Map<Tool, SimulatedTool> started = new EnumMap<>(Tool.class);
        Shelf weak = Shelf.shared("known");
        try {
            for (Tool tool : Tool.values()) {
                int port = layout.ports().getOrDefault(tool, 0);
                started.put(
                        tool, SimulatedTool.start(behaviour(tool, layout.hosts(), weak), layout.token(), port, clock));
            }
            return new SimulatedEstate(started);
        } catch (RuntimeException e) {
            started.values().forEach(SimulatedTool::close);
            throw e;
        }
    }

    /** @param weak what the scanner finds and a patch mends */
    private static Behaviour behaviour(Tool tool, Set<String> hosts, Shelf weak) {
        return switch (tool) {
            case FIREWALL -> new SimulatedFirewall();
            case EDR -> new SimulatedEdr(hosts);
            case TICKET -> new SimulatedTicketDesk();
            case CHAT -> new SimulatedChat();
            case IDENTITY -> PlainTools.identity();
            case MAIL -> PlainTools.mail();
            case SANDBOX -> PlainTools.sandbox();
            case INTEL -> PlainTools.intel();
            case SCANNER -> PlainTools.scanner(weak);
            case PATCH -> PlainTools.patch(weak);
            case FORENSICS -> PlainTools.forensics();
            case COMPLIANCE -> PlainTools.compliance();
            case SIEM -> PlainTools.siem();
        };
    }

    public SimulatedTool of(Tool tool) {
        return Objects.requireNonNull(tools.get(tool));
    }

    public SimulatedTool firewall() {
        return of(Tool.FIREWALL);
    }

    public SimulatedTool edr() {
        return of(Tool.EDR);
    }

    public SimulatedTool tickets() {
        return of(Tool.TICKET);
    }

    public SimulatedTool chat() {
        return of(Tool.CHAT);
    }

    @Override
    public void close() {
        tools.values().forEach(SimulatedTool::close);
    }
}
