package org.lumiwatch.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lumiwatch.connectors.content.Content;
import org.lumiwatch.source.ReadOptions;

/** Reads several texts as one set. */
public final class SetReading {
    private SetReading() {}

    public static Reading of(String... texts) {
        List<Content> set = new ArrayList<>();
        for (String text : texts) {
            set.add(Content.of("file" + set.size(), text.getBytes(StandardCharsets.UTF_8)));
        }
        return Reading.of(set, ReadOptions.defaults());
    }
}
