package io.talkinghead.cli.studio;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages that are open.
 *
 * <p><b>Threading:</b> any thread.
 */
final class Pages implements AutoCloseable {
    private static final int ID_BYTES = 12;

    private final Studio.Floor floor;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private boolean closed;

    Pages(Studio.Floor floor) {
        this.floor = floor;
    }

    /** Opens one. */
    synchronized Page open(Outbox outbox) {
        if (closed || pages.size() >= Limits.PAGES) {
            throw new Refusal(
                    503, "There are " + pages.size() + " pages open already. Close some, and load this one again.");
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        Page page = new Page(HexFormat.of().formatHex(bytes), floor, outbox);
        pages.put(page.id(), page);
        return page;
    }

    /** Returns a page by its id. */
    synchronized Page get(String id) {
        Page page = pages.get(id);
        if (page == null) {
            throw Refusal.notFound("page");
        }
        return page;
    }

    /** Ends a page. */
    void close(Page page) {
        synchronized (this) {
            pages.remove(page.id());
        }
        page.close();
    }

    /** Returns how many are open. */
    synchronized int count() {
        return pages.size();
    }

    @Override
    public void close() {
        List<Page> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(pages.values());
            pages.clear();
        }
        all.forEach(Page::close);
        all.forEach(Page::await);
    }
}
