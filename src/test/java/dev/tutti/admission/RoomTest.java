package dev.tutti.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int KIB = 1024;

    private final Room room = new Room(10);

    @Test
    void whoHasSentNothingTakesNothingFromOthers() {
        for (int i = 0; i < 1_000; i++) {
            room.share();
        }

        assertThat(room.share().grow(9 * KIB)).isTrue();
    }

    @Test
    void allBodiesTogetherKeepNoMoreThanThereIs() {
        Room.Share first = room.share();
        Room.Share second = room.share();
        assertThat(first.grow(5 * KIB)).isTrue();

        assertThat(second.grow(5 * KIB)).isFalse();
        assertThat(second.grow(3 * KIB)).isTrue();
        assertThat(first.grow(5 * KIB + 1)).as("it keeps that already").isTrue();
        assertThat(first.grow(6 * KIB)).isFalse();
    }

    @Test
    void whatIsReadLeavesItsRoomToOthers() {
        Room.Share first = room.share();
        assertThat(first.grow(9 * KIB)).isTrue();
        first.leave();
        first.leave();

        assertThat(room.share().grow(9 * KIB)).isTrue();
        assertThat(room.share().grow(1)).isFalse();
    }
}
