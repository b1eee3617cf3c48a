package dev.tutti.source;

import java.util.List;

/** The formats in which alerts can be sent; told by the package that reads them. */
public interface KnownFormats {

    List<String> names();
}
