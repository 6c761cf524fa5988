package io.talkinghead.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the faces in pictures. */
@Command(name = "analyze", description = "Find the faces in pictures: boxes, scores and 68 landmarks in pixels.")
final class AnalyzeCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "The pictures.")
    private List<Path> images;

    @Option(names = "--json", description = "Print JSON, with the landmarks.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode result = JSON.createArrayNode();
        Analysis.with(analyzer -> {
            for (Path image : images) {
                Frame picture = ImageFiles.read(image);
                List<Face> faces = analyzer.analyze(picture);
                if (json) {
                    result.add(describe(image, picture, faces));
                } else {
                    print(out, image, picture, faces);
                }
            }
            return images.size();
        });
        if (json) {
            out.println(result.toPrettyString());
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Path image, Frame picture, List<Face> faces) {
        out.printf("%s: %d x %d, %d faces%n", image, picture.widthPx(), picture.heightPx(), faces.size());
        for (int i = 0; i < faces.size(); i++) {
            Face face = faces.get(i);
            out.printf(
                    Locale.ROOT,
                    "  face %d: score %.2f, box %.0f,%.0f %.0f x %.0f%n",
                    i,
                    face.score(),
                    face.box().x(),
                    face.box().y(),
                    face.box().width(),
                    face.box().height());
        }
    }

    private static ObjectNode describe(Path image, Frame picture, List<Face> faces) {
        ObjectNode node = JSON.createObjectNode();
        node.put("file", image.toString());
        node.put("width", picture.widthPx());
        node.put("height", picture.heightPx());
        ArrayNode list = node.putArray("faces");
        for (Face face : faces) {
            ObjectNode each = list.addObject();
            each.put("score", face.score());
            each.putArray("box")
                    .add(face.box().x())
                    .add(face.box().y())
                    .add(face.box().width())
                    .add(face.box().height());
            ArrayNode points = each.putArray("landmarks");
            for (int i = 0; i < Landmarks.COUNT; i++) {
                points.addArray()
                        .add(face.landmarks().x(i))
                        .add(face.landmarks().y(i));
            }
        }
        return node;
    }
}
