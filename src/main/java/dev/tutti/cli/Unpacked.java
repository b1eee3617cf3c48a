package dev.tutti.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An archive taken apart within bounds and packed again. Whoever reads the result meets nothing that was not counted here,
 * however the original was made: no bomb, no part twice, no entity that grows, no cell at the end of the world.
 */
final class Unpacked {

    static final long MAX_FILE = 4L * 1024 * 1024;
    static final int MAX_PARTS = 500;
    static final int MAX_BYTES = 48 * 1024 * 1024;

    private static final Pattern DECLARED = Pattern.compile("<!\\s*(DOCTYPE|ENTITY)");
    /** A column that no spreadsheet has; room would be made for all columns up to it. */
    private static final Pattern FAR_AWAY = Pattern.compile("\\sr\\s*=\\s*(\"[^\"]*&|'[^']*&|[\"'][$A-Za-z]{4})");

    private Unpacked() {}

    static byte[] again(Path file) throws IOException, Spreadsheet.Unusable {
        if (Files.size(file) > MAX_FILE) {
            throw new Spreadsheet.Unusable("is larger than " + MAX_FILE / 1024 / 1024 + " MiB");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        int left = MAX_BYTES;
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(packed)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
                ZipEntry part = parts.nextElement();
                if (part.isDirectory()) {
                    continue;
                }
                if (!names.add(part.getName()) || names.size() > MAX_PARTS) {
                    throw new Spreadsheet.Unusable("holds a part twice, or more than " + MAX_PARTS + " parts");
                }
                try (InputStream in = zip.getInputStream(part)) {
                    byte[] bytes = in.readNBytes(left + 1);
                    if (bytes.length > left) {
                        throw new Spreadsheet.Unusable("unpacks to more than " + MAX_BYTES / 1024 / 1024
                                + " MiB; keep only the sheet of the table");
                    }
                    left -= bytes.length;
                    if (isXml(part.getName())) {
                        check(bytes);
                    }
                    out.putNextEntry(new ZipEntry(part.getName()));
                    out.write(bytes);
                    out.closeEntry();
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new Spreadsheet.Unusable("is not an .xlsx file; save it as Excel workbook (.xlsx)");
        }
        return packed.toByteArray();
    }

    private static boolean isXml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".rels");
    }

    private static void check(byte[] bytes) throws Spreadsheet.Unusable {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.indexOf('\0') >= 0) {
            throw new Spreadsheet.Unusable("holds XML that is not UTF-8");
        }
        if (DECLARED.matcher(text).find()) {
            throw new Spreadsheet.Unusable("holds XML with a document type, which no spreadsheet needs");
        }
        if (FAR_AWAY.matcher(text).find()) {
            throw new Spreadsheet.Unusable("holds a cell right of the last column that a spreadsheet has");
        }
    }
}
