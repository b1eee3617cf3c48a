package dev.tutti.demo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The four simulated tools of an estate, started together and stopped together. */
public final class SimulatedEstate implements AutoCloseable {

    /**
     * How an estate is laid out.
     *
     * @param token what a change at any of the tools needs
     * @param hosts those that the EDR has an agent on
     */
    public record Layout(String token, int firewallPort, int edrPort, int ticketPort, int chatPort, Set<String> hosts) {

        public Layout {
            hosts = Set.copyOf(hosts);
        }

        /** Every tool at a port that happens to be free. */
        public static Layout anywhere(String token, Set<String> hosts) {
            return new Layout(token, 0, 0, 0, 0, hosts);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Layout[" + firewallPort + ", " + edrPort + ", " + ticketPort + ", " + chatPort + ", " + hosts + "]";
        }
    }

    private final SimulatedTool firewall;
    private final SimulatedTool edr;
    private final SimulatedTool tickets;
    private final SimulatedTool chat;

    private SimulatedEstate(List<SimulatedTool> tools) {
        this.firewall = tools.get(0);
        this.edr = tools.get(1);
        this.tickets = tools.get(2);
        this.chat = tools.get(3);
    }

    /**
     * Starts all four.
     *
     * @throws java.io.UncheckedIOException when a port is taken; whatever was started is stopped again
     */
    public static SimulatedEstate start(Layout layout, Clock clock) {
        List<SimulatedTool> started = new ArrayList<>();
        try {
            started.add(SimulatedTool.start(new SimulatedFirewall(), layout.token(), layout.firewallPort(), clock));
            started.add(SimulatedTool.start(new SimulatedEdr(layout.hosts()), layout.token(), layout.edrPort(), clock));
            started.add(SimulatedTool.start(new SimulatedTicketDesk(), layout.token(), layout.ticketPort(), clock));
            started.add(SimulatedTool.start(new SimulatedChat(), layout.token(), layout.chatPort(), clock));
            return new SimulatedEstate(started);
        } catch (RuntimeException e) {
            started.forEach(SimulatedTool::close);
            throw e;
        }
    }

    public SimulatedTool firewall() {
        return firewall;
    }

    public SimulatedTool edr() {
        return edr;
    }

    public SimulatedTool tickets() {
        return tickets;
    }

    public SimulatedTool chat() {
        return chat;
    }

    @Override
    public void close() {
        List.of(firewall, edr, tickets, chat).forEach(SimulatedTool::close);
    }
}
