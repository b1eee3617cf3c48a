package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Context;
import dev.tutti.fact.Person;
import dev.tutti.identity.Role;
import dev.tutti.identity.RolesChanged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeopleFollowTokensTest {

    private final Map<String, Set<Role>> tokens = new ConcurrentSkipListMap<>();
    private final FakeContext context = new FakeContext();
    private final PeopleFollowTokens people = new PeopleFollowTokens(() -> Map.copyOf(tokens), context, context);

    @AfterEach
    void stop() throws InterruptedException {
        people.stop();
    }

    @Test
    void knowsANewPersonWhenTheTokenIsAnswered() {
        // Given
        people.start();

        // When
        change("ada", Role.RESPONDER, Role.AUDITOR);

        // Then
        assertThat(known()).containsExactly(new Person("ada", List.of("auditor", "responder")));
    }

    @Test
    void endsWhoeverHasNoTokenLeft() {
        // Given
        context.state(new Person("leaver", List.of("responder")), "tutti");
        people.start();

        // When
        change("ada", Role.RESPONDER);

        // Then
        assertThat(known()).containsExactly(new Person("ada", List.of("responder")));
    }

    @Test
    void comesAgainUntilItIsTaken() {
        // Given
        context.busyFor.set(3);
        people.start();

        // When
        change("ada", Role.RESPONDER);

        // Then
        assertThat(known()).containsExactly(new Person("ada", List.of("responder")));
    }

    @Test
    void statesNothingThatHoldsAlready() {
        // Given
        people.start();
        change("ada", Role.RESPONDER);

        // When
        people.hear(new RolesChanged("ada", Set.of(Role.RESPONDER)));

        // Then
        assertThat(context.statements).hasValue(1);
    }

    @Test
    void givesTheCallerBackInTimeAndFollowsLater() {
        // Given
        context.busyFor.set(Integer.MAX_VALUE);
        people.start();
        change("ada", Role.RESPONDER);
        assertThat(known()).isEmpty();

        // When
        context.busyFor.set(0);
        people.hear(new RolesChanged("ada", Set.of(Role.RESPONDER)));

        // Then
        assertThat(known()).containsExactly(new Person("ada", List.of("responder")));
    }

    @Test
    void doesNotWaitBeforeTheStart() {
        change("ada", Role.RESPONDER);

        assertThat(known()).isEmpty();
    }

    private void change(String person, Role... roles) {
        tokens.put(person, Set.of(roles));
        people.hear(new RolesChanged(person, Set.of(roles)));
    }

    private List<Context> known() {
        return context.all(Section.PEOPLE).stream().map(Held::fact).toList();
    }
}
