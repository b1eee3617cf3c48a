package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.fact.Asset;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private static final String X = "10.0.0.1";
    private static final String Y = "10.0.0.2";

    private final AddressBook book = new AddressBook(List.of(asset("a", X), asset("b", Y)));

    @Test
    void refusesAnAddressThatAnotherAssetKeeps() {
        var problem = catchThrowableOfType(HttpProblem.class, () -> book.makingRoom(wanted(asset("c", X))));

        assertThat(problem.getStatusCode()).isEqualTo(409);
        assertThat(problem.getParameters().get("errors"))
                .asString()
                .contains("/assets/0/addresses", X + " belongs to the asset a");
    }

    @Test
    void refusesAnAddressThatTwoWant() {
        var problem = catchThrowableOfType(
                HttpProblem.class, () -> book.makingRoom(wanted(asset("c", "10.0.0.3"), asset("d", "10.0.0.3"))));

        assertThat(problem.getParameters().get("errors")).asString().contains("/assets/1/addresses", "the asset c");
    }

    @Test
    void letsAnAssetKeepItsOwn() {
        assertThat(book.makingRoom(wanted(asset("a", X, "10.0.0.3")))).isEmpty();
    }

    @Test
    void takesAnAddressFromOneBeforeAnotherGetsIt() {
        assertThat(book.makingRoom(wanted(asset("a"), asset("c", X)))).containsExactly(asset("a"));
    }

    @Test
    void letsTwoAssetsSwapTheirAddresses() {
        assertThat(book.makingRoom(wanted(asset("a", Y), asset("b", X))))
                .containsExactlyInAnyOrder(asset("a"), asset("b"));
    }

    private static Asset asset(String name, String... addresses) {
        return new Asset(name, "payments", List.of(addresses));
    }

    private static List<Wanted> wanted(Asset... assets) {
        return java.util.stream.IntStream.range(0, assets.length)
                .mapToObj(i -> new Wanted("/assets/" + i, assets[i]))
                .toList();
    }
}
