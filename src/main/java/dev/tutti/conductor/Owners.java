package dev.tutti.conductor;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which partition an action belongs to; that never changes, so the answers of late are remembered. */
final class Owners {

    private static final int MOST = 10_000;

    /** Where it stands. */
    interface Rows {
        Optional<String> ownerOf(String actionId) throws SQLException;
    }

    private final Rows rows;
    private final Map<String, String> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    Owners(Rows rows) {
        this.rows = rows;
    }

    /** Empty when there is no such action. */
    Optional<String> of(String actionId) throws SQLException {
        synchronized (remembered) {
            String known = remembered.get(actionId);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<String> owner = rows.ownerOf(actionId);
        owner.ifPresent(name -> {
            synchronized (remembered) {
                remembered.put(actionId, name);
            }
        });
        return owner;
    }
}
