package dev.tutti.intake.format;

/**
 * What a line of text says, before anybody asks what its keys mean.
 *
 * @param rule the id that the product gives to events of this sort
 * @param title what a human calls it
 * @param severity the product's own word or number, {@code ""} when it gave none
 */
record LineEvent(
        String vendor, String product, String rule, String ruleName, String title, String severity, Pairs pairs) {

    /** Vendor and product in one, without saying the vendor twice. */
    String maker() {
        boolean said = product.regionMatches(true, 0, vendor, 0, vendor.length());
        return said ? product : (vendor + " " + product).strip();
    }
}
