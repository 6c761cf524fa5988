// A photo in, a video of a nod and a smile out.

import io.talkinghead.TalkingHead
import io.talkinghead.drive.Driver
import io.talkinghead.drive.Expression
import io.talkinghead.drive.FaceControl
import io.talkinghead.drive.FaceParameters
import io.talkinghead.drive.HeadPose
import java.nio.file.Path
import java.time.Duration
import java.util.TreeMap
import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    if (arguments.size != 2) {
        println("Nod PHOTO OUT.mp4")
        exitProcess(2)
    }
    TalkingHead.fromPhotos(Path.of(arguments[0])).use { head ->
        head.animate(Driver.parameters(nod(), 25.0)).writeTo(Path.of(arguments[1]))
    }
}

/** Keys, between which the face eases. */
fun nod() = TreeMap(
    mapOf(
        Duration.ZERO to FaceParameters.NEUTRAL,
        Duration.ofMillis(600) to FaceParameters(HeadPose.turned(0.0, -10.0, 0.0), smile(0.8)),
        Duration.ofMillis(1200) to FaceParameters.of(smile(1.0)),
        Duration.ofMillis(2000) to FaceParameters.NEUTRAL,
    ),
)

private fun smile(strength: Double) = Expression.NEUTRAL.with(FaceControl.SMILE, strength)
