package dev.tutti.context;

import dev.tutti.fact.Asset;
import dev.tutti.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which asset has which address now, and would have: an address leads to one asset at every moment. */
final class AddressBook {

    private final Map<String, Asset> assets = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();

    AddressBook(Collection<Asset> now) {
        now.forEach(asset -> {
            assets.put(asset.name(), asset);
            asset.addresses().forEach(address -> holders.put(address, asset.name()));
        });
    }

    /**
     * What has to be stated before the wanted assets are, so that none takes an address that another still holds.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when an address would belong to two assets
     */
    List<Asset> makingRoom(Collection<Wanted> wanted) {
        Map<String, Asset> later = new HashMap<>();
        wanted.forEach(each -> {
            if (each.fact() instanceof Asset asset) {
                later.put(asset.name(), asset);
            }
        });
        Map<String, String> claims = claims(wanted, later.keySet());
        List<Asset> first = new ArrayList<>();
        for (Asset asset : later.values()) {
            Asset before = assets.get(asset.name());
            if (before != null && before.addresses().stream().anyMatch(a -> isTaken(a, asset.name(), claims))) {
                List<String> kept = before.addresses().stream()
                        .filter(asset.addresses()::contains)
                        .toList();
                first.add(new Asset(asset.name(), asset.service(), kept, asset.deviceClass()));
            }
        }
        return first;
    }

    private Map<String, String> claims(Collection<Wanted> wanted, Set<String> changing) {
        Complaints conflicts = new Complaints();
        Map<String, String> claims = new HashMap<>();
        for (Wanted each : wanted) {
            if (each.fact() instanceof Asset asset) {
                for (String address : asset.addresses()) {
                    String claimed = claims.putIfAbsent(address, asset.name());
                    String held = holders.get(address);
                    String other = claimed == null && held != null && !changing.contains(held) ? held : claimed;
                    if (other != null && !other.equals(asset.name())) {
                        conflicts.add(each.pointer() + "/addresses", address + " belongs to the asset " + other);
                    }
                }
            }
        }
        conflicts.raise(ErrorCode.CONFLICT, "An address leads to one asset");
        return claims;
    }

    private static boolean isTaken(String address, String by, Map<String, String> claims) {
        String claimed = claims.get(address);
        return claimed != null && !claimed.equals(by);
    }
}
