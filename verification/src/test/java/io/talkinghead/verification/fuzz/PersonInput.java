package io.talkinghead.verification.fuzz;

import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.person.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A person file. What is not a zip is taken for one part of a good one - a description, weights or a photo - since changes of a
 * compressed file hardly ever get as far as its parts.
 */
final class PersonInput implements FuzzedReader {
    private final Map<String, byte[]> good = FuzzSeeds.personParts();

    @Override
    public void read(byte[] input) throws IOException {
        Person.read(new ByteArrayInputStream(isZip(input) ? input : around(input)));
    }

    static boolean isZip(byte[] input) {
        return input.length > 1 && input[0] == 'P' && input[1] == 'K';
    }

    private byte[] around(byte[] part) {
        Map<String, byte[]> parts = new LinkedHashMap<>(good);
        parts.put(name(part), part);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ZipArchive.write(archive, parts);
        return archive.toByteArray();
    }

    private static String name(byte[] part) {
        int first = part.length == 0 ? 0 : part[0] & 0xFF;
        if (first == '{') {
            return FuzzSeeds.PERSON_DESCRIPTION;
        }
        return first > 0x80 ? FuzzSeeds.PERSON_PHOTO : FuzzSeeds.PERSON_IDENTITY;
    }
}
