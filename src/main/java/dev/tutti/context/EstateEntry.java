package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Asset;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Service;
import dev.tutti.fact.Vertical;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to protect: services, machines, parts of the business, their traffic, and what nothing may touch. */
sealed interface EstateEntry extends Entry {

    /** Every tier that a service can have. */
    Set<Criticality> TIERS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Criticality.UNKNOWN)));

    /** A service, who answers for it, and how much depends on it. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfService(
            String name, String owner, String criticality, String vertical, String dataClass, int outageMinutes)
            implements EstateEntry {

        /** What an outage is counted over: thirty days. */
        static final int MOST_MINUTES = 30 * 24 * 60;

        public OfService {
            name = Entry.orEmpty(name);
            owner = Entry.orEmpty(owner);
            criticality = Entry.orEmpty(criticality);
            vertical = Entry.orEmpty(vertical);
            dataClass = Entry.orEmpty(dataClass);
        }

        static OfService of(Service service) {
            return new OfService(
                    service.name(),
                    service.owner(),
                    service.criticality().name(),
                    service.vertical(),
                    service.dataClass().name(),
                    service.outageMinutes());
        }

        @Override
        public OfService named(String path) {
            return new OfService(Entry.orElse(name, path), owner, criticality, vertical, dataClass, outageMinutes);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("name", Section.SERVICES, name);
            check.text("owner", owner);
            Criticality tier = check.one("criticality", criticality, TIERS);
            check.textOrNothing("vertical", vertical);
            DataClass data = check.oneOr("dataClass", dataClass, DataClass.UNKNOWN, EnumSet.allOf(DataClass.class));
            check.number("outageMinutes", outageMinutes, 0, MOST_MINUTES);
            return check.fact(() -> new Service(spelled, owner, tier, vertical, data, outageMinutes));
        }
    }

    /** A machine or device, the service that it belongs to, and its addresses. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfAsset(String name, String service, List<String> addresses, String deviceClass) implements EstateEntry {

        static final int MAX_ADDRESSES = 256;

        public OfAsset {
            name = Entry.orEmpty(name);
            service = Entry.orEmpty(service);
            addresses = Entry.orEmpty(addresses);
            deviceClass = Entry.orEmpty(deviceClass);
        }

        static OfAsset of(Asset asset) {
            return new OfAsset(
                    asset.name(),
                    asset.service(),
                    asset.addresses(),
                    asset.deviceClass().name());
        }

        @Override
        public OfAsset named(String path) {
            return new OfAsset(Entry.orElse(name, path), service, addresses, deviceClass);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = Section.ASSETS.spell(name);
            Spelling.hostFlaw(spelled).ifPresent(flaw -> check.complain("name", flaw));
            check.text("service", service);
            DeviceClass kind =
                    check.oneOr("deviceClass", deviceClass, DeviceClass.UNKNOWN, EnumSet.allOf(DeviceClass.class));
            if (addresses.size() > MAX_ADDRESSES) {
                check.complain("addresses", "must be at most " + MAX_ADDRESSES);
                return Optional.empty();
            }
            for (int i = 0; i < addresses.size(); i++) {
                if (Spelling.address(addresses.get(i)).isEmpty()) {
                    check.complain(
                            "addresses/" + i,
                            "must be one IP address of one machine, not a block, a range, a loopback or a multicast address");
                }
            }
            return check.fact(() -> new Asset(
                    spelled,
                    service,
                    addresses.stream()
                            .flatMap(address -> Spelling.address(address).stream())
                            .toList(),
                    kind));
        }
    }

    /** A part of the business. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfVertical(String name, boolean outageIsSecurityEvent) implements EstateEntry {

        public OfVertical {
            name = Entry.orEmpty(name);
        }

        static OfVertical of(Vertical vertical) {
            return new OfVertical(vertical.name(), vertical.outageIsSecurityEvent());
        }

        @Override
        public OfVertical named(String path) {
            return new OfVertical(Entry.orElse(name, path), outageIsSecurityEvent);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("name", Section.VERTICALS, name);
            return check.fact(() -> new Vertical(spelled, outageIsSecurityEvent));
        }
    }

    /** Traffic that the business needs; each end is an address, a CIDR block or the name of an asset. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfFlow(String id, String source, String destination, String service) implements EstateEntry {

        public OfFlow {
            id = Entry.orEmpty(id);
            source = Entry.orEmpty(source);
            destination = Entry.orEmpty(destination);
            service = Entry.orEmpty(service);
        }

        static OfFlow of(BusinessFlow flow) {
            return new OfFlow(flow.id(), flow.source(), flow.destination(), flow.service());
        }

        @Override
        public OfFlow named(String path) {
            return new OfFlow(Entry.orElse(id, path), source, destination, service);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.FLOWS, id);
            String from = end("source", source, check);
            String to = end("destination", destination, check);
            check.text("service", service);
            return check.fact(() -> new BusinessFlow(spelled, from, to, service));
        }

        private static String end(String member, String text, Checks check) {
            return Spelling.block(text).orElseGet(() -> {
                String host = Spelling.host(text);
                Spelling.hostFlaw(host)
                        .ifPresent(flaw -> check.complain(
                                member, "must be an address, a CIDR block or the name of an asset; it " + flaw));
                return host;
            });
        }
    }

    /** Something that no action may ever touch, and who wants that. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfNoTouch(String entry, String why) implements EstateEntry {

        public OfNoTouch {
            entry = Entry.orEmpty(entry);
            why = Entry.orEmpty(why);
        }

        static OfNoTouch of(NoTouch noTouch) {
            return new OfNoTouch(noTouch.entry(), noTouch.why());
        }

        @Override
        public OfNoTouch named(String path) {
            return new OfNoTouch(Entry.orElse(entry, path), why);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = Section.NO_TOUCH.spell(entry);
            NoTouchForm.flaw(spelled).ifPresent(flaw -> check.complain("entry", flaw));
            check.text("why", why);
            return check.fact(() -> new NoTouch(spelled, why));
        }
    }
}
