package io.talkinghead.lab.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.lab.study.Study;
import io.talkinghead.lab.study.StudyPictures;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a comparison found.
 *
 * @param rows one for each number of photos and method, in this order
 * @param machine that finished the comparison
 * @param sheet some persons as all methods show them: source, truth, a column a method; a row a number of photos
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ComparisonReport(List<ComparisonRow> rows, Machine machine, Frame sheet) {
    private static final int STUDY_SHOTS = 8;
    private static final int STUDY_TRIPLETS = 20;
    private static final int STUDY_PAIRS = 10;

    /** Copies. */
    public ComparisonReport {
        rows = List.copyOf(rows);
    }

    /**
     * Writes {@code compare.md}, {@code compare.csv}, {@code compare.json} and {@code sheet.png}.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when a file cannot be written
     */
    public void write(Path folder) {
        AtomicFile.write(folder.resolve("compare.md"), markdown());
        AtomicFile.write(folder.resolve("compare.csv"), csv());
        AtomicFile.write(folder.resolve("compare.json"), json());
        ImageFiles.write(folder.resolve("sheet.png"), sheet);
    }

    /**
     * Draws the questions of a user study of the methods that did not fail, from the pictures that the comparison kept: of 8 photos, or the
     * most there are.
     *
     * @param folder of the comparison
     * @param seed of the choice
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when all failed, or nobody has two frames
     */
    public Study study(Path folder, long seed) {
        List<Integer> shots =
                rows.stream().map(row -> row.result().shots()).distinct().toList();
        int chosen = shots.contains(STUDY_SHOTS) ? STUDY_SHOTS : Collections.max(shots);
        ComparisonFolder found = new ComparisonFolder(folder);
        Map<String, Path> made = rows.stream()
                .filter(row -> row.result().shots() == chosen && row.failure().isEmpty())
                .map(row -> row.result().method().id())
                .collect(Collectors.toMap(method -> method, method -> found.pictures(method, chosen)));
        if (made.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID, "no study can be made: every method failed with " + chosen + " photos");
        }
        return Study.draw(StudyPictures.of(found.realPictures(), made), STUDY_TRIPLETS, STUDY_PAIRS, seed);
    }

    /** Returns the tables to read. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Comparison\n\nMeasured on " + machine.line() + ".\n\n");
        text.append("## Quality\n\n").append(header(ComparisonColumn.QUALITY));
        rows.forEach(row -> text.append(line(row, ComparisonColumn.QUALITY)));
        text.append(
                "\nThe fewer frames, the larger the Frechet distance, even of perfect pictures: compare rows of as many frames.\n");
        text.append("\n## Time\n\n").append(header(ComparisonColumn.TIME));
        rows.forEach(row -> text.append(line(row, ComparisonColumn.TIME)));
        List<ComparisonRow> failed =
                rows.stream().filter(row -> row.failure().isPresent()).toList();
        if (!failed.isEmpty()) {
            text.append("\n## Failed\n\n| T | method | why |\n|---:|---|---|\n");
            failed.forEach(row -> text.append("| ")
                    .append(row.result().shots())
                    .append(" | ")
                    .append(row.result().method().id())
                    .append(" | ")
                    .append(row.failure().orElseThrow().replaceAll("[|\\r\\n]+", " "))
                    .append(" |\n"));
        }
        return text.toString();
    }

    private static String header(List<ComparisonColumn> columns) {
        return "| T | method | " + columns.stream().map(ComparisonColumn::title).collect(Collectors.joining(" | "))
                + " |\n|---:|---|" + "---:|".repeat(columns.size()) + "\n";
    }

    private static String line(ComparisonRow row, List<ComparisonColumn> columns) {
        EvaluationRow result = row.result();
        return "| " + result.shots() + " | " + result.method().id() + " | "
                + columns.stream().map(column -> cell(column, result, "-")).collect(Collectors.joining(" | "))
                + " |\n";
    }

    private static String cell(ComparisonColumn column, EvaluationRow row, String none) {
        return EvaluationReport.cell(column.format(), column.of(row), none);
    }

    private String csv() {
        List<ComparisonColumn> columns = ComparisonColumn.ALL;
        return "shots,method," + columns.stream().map(ComparisonColumn::id).collect(Collectors.joining(","))
                + ",failure\n"
                + rows.stream()
                        .map(row -> row.result().shots() + ","
                                + row.result().method().id() + ","
                                + columns.stream()
                                        .map(column -> cell(column, row.result(), ""))
                                        .collect(Collectors.joining(","))
                                + "," + quoted(row.failure().orElse("")) + "\n")
                        .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : '"' + text.replaceAll("[\\r\\n]+", " ").replace("\"", "\"\"") + '"';
    }

    private String json() {
        ObjectNode root = JsonTree.object();
        root.putObject("machine")
                .put("cores", machine.cores())
                .put("engine", machine.engine())
                .put("java", machine.java())
                .put("system", machine.system());
        var list = root.putArray("rows");
        for (ComparisonRow row : rows) {
            ObjectNode node = list.addObject();
            node.put("shots", row.result().shots())
                    .put("method", row.result().method().id());
            for (ComparisonColumn column : ComparisonColumn.ALL) {
                OptionalDouble value = column.of(row.result());
                if (value.isPresent()) {
                    node.put(column.id(), value.getAsDouble());
                } else {
                    node.putNull(column.id());
                }
            }
            node.put("failure", row.failure().orElse(null));
        }
        return root.toPrettyString() + "\n";
    }
}
