package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Situations that can be said as one row: for each condition some of its values, and every combination of these. */
record Box(List<BitSet> sides) {

    /** What both hold; empty when that is nothing. */
    Optional<Box> and(Box other) {
        List<BitSet> common = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            BitSet side = (BitSet) sides.get(i).clone();
            side.and(other.sides.get(i));
            if (side.isEmpty()) {
                return Optional.empty();
            }
            common.add(side);
        }
        return Optional.of(new Box(common));
    }

    /** What this holds and the other does not, in pieces that have nothing in common. */
    List<Box> without(Box other) {
        List<Box> pieces = new ArrayList<>();
        if (and(other).isEmpty()) {
            pieces.add(this);
            return pieces;
        }
        List<BitSet> rest = new ArrayList<>(sides);
        for (int i = 0; i < sides.size(); i++) {
            BitSet outside = (BitSet) rest.get(i).clone();
            outside.andNot(other.sides.get(i));
            if (!outside.isEmpty()) {
                List<BitSet> piece = new ArrayList<>(rest);
                piece.set(i, outside);
                pieces.add(new Box(List.copyOf(piece)));
            }
            BitSet inside = (BitSet) rest.get(i).clone();
            inside.and(other.sides.get(i));
            rest.set(i, inside);
        }
        return pieces;
    }

    /** What this holds and none of the others does. */
    List<Box> withoutAll(List<Box> others) {
        List<Box> left = List.of(this);
        for (Box other : others) {
            left = left.stream().flatMap(box -> box.without(other).stream()).toList();
        }
        return left;
    }
}
