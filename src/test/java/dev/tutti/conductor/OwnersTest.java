package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnersTest {

    private static final int MOST = 10_000;

    private final List<String> asked = new ArrayList<>();
    private final Owners owners = new Owners(id -> {
        asked.add(id);
        return id.isEmpty() ? Optional.empty() : Optional.of("p-1");
    });

    @Test
    void rememberAsManyAnswersAsMayBeAndForgetTheOneThatNobodyAskedForLongest() throws SQLException {
        for (int i = 0; i < MOST; i++) {
            owners.of("action-" + i);
        }
        owners.of("action-0");
        owners.of("one more");
        asked.clear();

        owners.of("action-0");
        owners.of("action-1");

        assertThat(asked).containsExactly("action-1");
    }

    @Test
    void askAgainForWhatNobodyHadOpened() throws SQLException {
        assertThat(owners.of("")).isEmpty();
        assertThat(owners.of("")).isEmpty();

        assertThat(asked).hasSize(2);
    }
}
