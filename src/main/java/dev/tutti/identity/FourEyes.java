package dev.tutti.identity;

import java.util.Locale;

/** Two people are needed where one would be too few. */
public final class FourEyes {

    private FourEyes() {}

    /** Whether both names are one person's; case and surrounding blanks make no other person. */
    public static boolean sameHand(String proposer, String approver) {
        return plain(proposer).equals(plain(approver));
    }

    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
