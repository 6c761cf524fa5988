package io.talkinghead.graph.feature;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a VGG network's convolutions are called in files. */
final class VggNames {
    private static final Pattern CAFFE = Pattern.compile("(?:.*\\.)?conv_?(\\d)_(\\d)\\.(weight|bias)");
    private static final Pattern TORCHVISION = Pattern.compile("(?:.*\\.)?(features\\.\\d+)\\.(\\w+)");

    /** Caffe's name by torchvision's, without what is behind the last dot. */
    private final ImmutableBiMap<String, String> names;

    /** Names the convolutions of stages of so many. */
    VggNames(ImmutableIntArray convolutions) {
        ImmutableBiMap.Builder<String, String> all = ImmutableBiMap.builder();
        int index = 0;
        for (int stage = 0; stage < convolutions.length(); stage++) {
            for (int k = 0; k < convolutions.get(stage); k++) {
                all.put("features." + index, name(stage, k));
                // Each is followed by a ReLU, each stage by a pooling.
                index += 2;
            }
            index++;
        }
        names = all.buildOrThrow();
    }

    /** Returns the name used here of a convolution; both count from 0. */
    static String name(int stage, int k) {
        return "conv" + (stage + 1) + "_" + (k + 1);
    }

    /** Returns the name used here of a tensor in a file, or nothing when it is none of this network's convolutions. */
    Optional<String> canonical(String name) {
        Matcher caffe = CAFFE.matcher(name);
        if (caffe.matches()) {
            String convolution = "conv" + caffe.group(1) + "_" + caffe.group(2);
            return names.containsValue(convolution)
                    ? Optional.of(convolution + "." + caffe.group(3))
                    : Optional.empty();
        }
        Matcher torchvision = TORCHVISION.matcher(name);
        @Nullable String convolution = torchvision.matches() ? names.get(torchvision.group(1)) : null;
        return convolution == null ? Optional.empty() : Optional.of(convolution + "." + torchvision.group(2));
    }

    /** Tells whether a name is that of some network's convolution or normalisation: no classifier's. */
    boolean isConvolution(String name) {
        return CAFFE.matcher(name).matches() || TORCHVISION.matcher(name).matches();
    }

    /** Returns what torchvision calls a tensor. */
    String torchvision(String canonical) {
        int dot = canonical.lastIndexOf('.');
        return names.inverse().get(canonical.substring(0, dot)) + canonical.substring(dot);
    }
}
