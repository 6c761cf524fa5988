package io.talkinghead.lab.evaluation;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Groups of persons to be reported on separately, such as by source. A person may be in several groups.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EvaluationGroups {
    /** No groups: only all persons together. */
    public static final EvaluationGroups NONE = new EvaluationGroups(ImmutableSetMultimap.of());

    private final ImmutableSetMultimap<String, String> groups;

    private EvaluationGroups(ImmutableSetMultimap<String, String> groups) {
        this.groups = groups;
        for (TurnGroup taken : TurnGroup.values()) {
            if (groups.containsValue(taken.id())) {
                throw new TalkingHeadException(
                        ErrorCode.DATASET_INVALID,
                        "the group '" + taken.id()
                                + "' is always reported, and one of frames; give the group of persons another"
                                + " name");
            }
        }
    }

    /**
     * Takes groups by identity.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when a group has a name of those that are always reported,
     *     {@code turned 15+}, {@code turned 25+} and {@code turned 35+}
     */
    public static EvaluationGroups of(Map<String, Set<String>> groups) {
        ImmutableSetMultimap.Builder<String, String> all = ImmutableSetMultimap.builder();
        groups.forEach(all::putAll);
        return new EvaluationGroups(all.build());
    }

    /**
     * Reads a text file of lines {@code identity TAB group}. Empty lines and those beginning with # are ignored; an identity
     * may have several lines; identities that are not evaluated are allowed.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} naming the line that does not have two columns, or when the file
     *     cannot be read or a group has a name that {@link #of(Map)} refuses
     */
    public static EvaluationGroups read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "cannot read the groups in " + file + ": " + e + "; expected a UTF-8 text file",
                    e);
        }
        ImmutableSetMultimap.Builder<String, String> groups = ImmutableSetMultimap.builder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank()) {
                throw new TalkingHeadException(
                        ErrorCode.DATASET_INVALID,
                        file + ", line " + (i + 1)
                                + ": expected two columns, identity and group, with a tab between them, found '" + line
                                + "'");
            }
            groups.put(columns[0].strip(), columns[1].strip());
        }
        return new EvaluationGroups(groups.build());
    }

    /** Returns the groups an identity belongs to, sorted; none when it is unknown. */
    public Set<String> of(String identity) {
        return ImmutableSortedSet.copyOf(groups.get(identity));
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }
}
