package io.talkinghead.internal.mark;

import java.lang.module.ModuleDescriptor;
import org.jspecify.annotations.Nullable;

/** The release of this library, for what it writes. */
public final class Release {
    private Release() {}

    /** Returns its name and version, as the module or the jar's manifest tells it. */
    public static String name() {
        @Nullable ModuleDescriptor module = Release.class.getModule().getDescriptor();
        @Nullable
        String version = module == null
                ? Release.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "TalkingHead" : "TalkingHead " + version;
    }
}
