package dev.tutti.conductor;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether what lives long fills the heap up to a share of it. Young objects do not count: most of them are garbage, and the
 * collector lets them fill the heap before it looks.
 */
final class HeapWatermark implements BooleanSupplier {

    private final double share;
    private final List<MemoryPoolMXBean> pools;

    /**
     * Measures against this share.
     *
     * @param share from 0 to 1
     */
    HeapWatermark(double share) {
        this.share = share;
        this.pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && !young(pool.getName()))
                .toList();
    }

    private static boolean young(String pool) {
        return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Young");
    }

    @Override
    public boolean getAsBoolean() {
        long used = 0;
        long most = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getUsage();
            used += usage.getUsed();
            most += Math.max(0, usage.getMax());
        }
        return used > share * (most > 0 ? most : Runtime.getRuntime().maxMemory());
    }
}
