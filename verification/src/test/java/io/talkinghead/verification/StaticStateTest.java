package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultimap;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Nothing outlives the objects of its users: static fields are constants through and through. What a static field holds is
 * looked at, not only its type, as far down as it is ours.
 */
class StaticStateTest {
    /** Each with the reason why it cannot be otherwise. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "io.talkinghead.tensorrt.TensorRt$OfProcess.INSTANCE",
            "TensorRT's libraries, and the log that they write to, exist once in a process",
            "io.talkinghead.internal.engine.ProcessEngines.ENGINES",
            "heads that are given no engine share engines and models; it holds none that no head uses");

    /** Not ours, and either without state or meant to be shared once made. */
    private static final Set<String> HARMLESS = Set.of(
            "java.lang.Class",
            "java.lang.Object",
            "java.lang.String",
            "java.math.BigInteger",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.regex.Pattern",
            "com.google.common.primitives.ImmutableIntArray",
            "com.google.common.primitives.ImmutableDoubleArray",
            "com.google.common.primitives.ImmutableLongArray",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.databind.json.JsonMapper",
            "com.fasterxml.jackson.databind.node.JsonNodeFactory",
            "com.fasterxml.jackson.core.JsonFactory");

    private final List<String> found = new ArrayList<>();

    @Test
    void library_keepsNoStaticState() {
        int looked = 0;
        for (JavaClass type : House.CLASSES) {
            for (JavaField field : type.getFields()) {
                if (isStatic(field) && !EXCEPTIONS.containsKey(name(field))) {
                    looked++;
                    look(field);
                }
            }
        }
        assertThat(looked).isGreaterThan(300);
        assertThat(found).isEmpty();
    }

    @Test
    void exceptions_stillExist() {
        List<String> names = House.CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .map(StaticStateTest::name)
                .toList();
        assertThat(names).containsAll(EXCEPTIONS.keySet());
    }

    @Test
    void look_everyKindOfState_isFound() {
        for (Object state : List.of(
                new HashMap<String, String>(),
                new ArrayList<>(List.of(1)),
                List.of(new AtomicInteger()),
                ImmutableMap.of("key", new ArrayList<Integer>()),
                new ThreadLocal<String>(),
                new Mutable(),
                new Holder(new HashMap<>()))) {
            found.clear();
            look("state", state);
            assertThat(found).as("%s", state.getClass()).isNotEmpty();
        }
        found.clear();
        look("constant", new Holder(Map.of("a", List.of(1, 2))));
        assertThat(found).isEmpty();
    }

    private static final class Mutable {
        int count;
    }

    private record Holder(Map<String, ?> map) {}

    private static boolean isStatic(JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        return modifiers.contains(JavaModifier.STATIC) && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static String name(JavaField field) {
        return field.getOwner().getName() + "." + field.getName();
    }

    private void look(JavaField field) {
        String name = name(field);
        if (!field.getModifiers().contains(JavaModifier.FINAL)) {
            found.add(name + " is not final");
        } else if (field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE)) {
            found.add(name + " is an array that others can write to");
        } else if (!isPlain(field.getRawType())) {
            look(name, value(field));
        }
    }

    /** Tells what needs no look, so that as few classes as possible are initialised. */
    private static boolean isPlain(JavaClass type) {
        return type.getBaseComponentType().isPrimitive()
                || type.getBaseComponentType().getName().equals("java.lang.String")
                || type.getName().equals("org.slf4j.Logger")
                // Immutable, as its documentation says; its class is the virtual machine's own.
                || type.getName().equals("java.lang.invoke.VarHandle");
    }

    private static Object value(JavaField field) {
        try {
            Field reflected = Class.forName(field.getOwner().getName()).getDeclaredField(field.getName());
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name(field), e);
        }
    }

    private void look(String path, Object value) {
        if (value == null || isHarmless(value)) {
            return;
        }
        if (value.getClass().isArray()) {
            for (int i = 0;
                    i < Array.getLength(value)
                            && !value.getClass().getComponentType().isPrimitive();
                    i++) {
                look(path + "[]", Array.get(value, i));
            }
        } else if (isImmutableCollection(value)) {
            elements(value).forEach(element -> look(path + "[]", element));
        } else if (value.getClass().getName().startsWith("io.talkinghead.")) {
            fields(path, value);
        } else {
            found.add(path + " is a " + value.getClass().getName());
        }
    }

    private void fields(String path, Object value) {
        for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            if (!type.getName().startsWith("io.talkinghead.")) {
                return;
            }
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                String name = path + "." + field.getName();
                if (!Modifier.isFinal(field.getModifiers())) {
                    found.add(name + " is not final");
                } else if (!field.getType().isPrimitive()) {
                    look(name, valueOf(field, value));
                }
            }
        }
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    private static boolean isHarmless(Object value) {
        String name = value.getClass().getName();
        return HARMLESS.contains(name)
                || value instanceof Number && name.startsWith("java.lang.")
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof java.nio.file.Path
                || value instanceof java.nio.charset.Charset
                || name.startsWith("java.time.");
    }

    private static boolean isImmutableCollection(Object value) {
        return value instanceof ImmutableCollection
                || value instanceof ImmutableMap
                || value instanceof ImmutableMultimap
                || value.getClass().getName().startsWith("java.util.ImmutableCollections$");
    }

    private static Collection<?> elements(Object value) {
        if (value instanceof ImmutableMultimap<?, ?> multimap) {
            return elements(multimap.asMap());
        }
        if (value instanceof Map<?, ?> map) {
            List<Object> all = new ArrayList<>(map.keySet());
            all.addAll(map.values());
            return all;
        }
        return (Collection<?>) value;
    }
}
