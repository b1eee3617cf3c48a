package dev.tutti.history;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A query put together from texts that the compiler knows; everything else is bound. */
final class Select {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Select(@CompileTimeConstant final String text, Object... bound) {
        this.sql = new StringBuilder(text);
        values.addAll(List.of(bound));
    }

    /** Adds text; it begins with a space. */
    Select then(@CompileTimeConstant final String text, Object... bound) {
        sql.append(text);
        values.addAll(List.of(bound));
        return this;
    }

    /** Narrows it further by a condition, each of whose places takes this value. */
    Select and(@CompileTimeConstant final String condition, Object value) {
        sql.append(" and (").append(condition).append(')');
        condition.chars().filter(c -> c == '?').forEach(place -> values.add(value));
        return this;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Instant instant) {
                    statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                } else if (value instanceof Collection<?> ids) {
                    statement.setArray(i + 1, connection.createArrayOf("uuid", ids.toArray()));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
