#!/bin/bash
# Makes gpu-kit/: all that the checks on a GPU need on a machine that has neither Java nor a network. See README.md beside this.
set -euo pipefail
usage="usage: make.sh [--out DIR] [--part-size MIB] [--level N] [--cuda12 DIR] [--djl DIR] [--torch-cpu] [--jdk DIR]
  --out        where to (gpu-kit in the project)
  --part-size  the most that a part may have (56)
  --level      of compression, 0 to 9 (0); more takes long and gains little
  --cuda12     a folder below which libcublas.so.12* and libcublasLt.so.12* lie; without it ONNX Runtime's checks are refused there
  --djl        a checkout of DJL's sources, of the version in pom.xml; without it PyTorch's checks are refused there
  --torch-cpu  also PyTorch for the processor, 112 MB
  --jdk        the JDK whose runtime goes along (JAVA_HOME); the build takes its own as ever
MAVEN can be set to another command than 'mvn -B -q', such as 'mvn -B -q -o'."
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$root/gpu-kit part=56 level=0 cuda12='' djl='' torch='' jdk=${JAVA_HOME:-}
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$2; shift 2 ;;
    --part-size) part=$2; shift 2 ;;
    --level) level=$2; shift 2 ;;
    --cuda12) cuda12=$2; shift 2 ;;
    --djl) djl=$2; shift 2 ;;
    --torch-cpu) torch=yes; shift ;;
    --jdk) jdk=$2; shift 2 ;;
    *) echo "$usage" >&2; exit 2 ;;
  esac
done
[ -x "$jdk/bin/jlink" ] || { echo "name a JDK with --jdk or JAVA_HOME" >&2; exit 2; }
mvn=${MAVEN:-mvn -B -q}
dependency=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

say() { echo "== $*"; }
version() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$root/pom.xml" | head -1; }
# Takes an artifact into a folder under its file's name.
fetch() { $mvn $dependency:copy -Dartifact="$1" -DoutputDirectory="$2" -Dmdep.useBaseVersion; }

if [ -d "$out" ] && [ -n "$(ls -A "$out")" ] && [ ! -e "$out/SHA256SUMS" ]; then
  echo "$out is not empty, and no kit" >&2; exit 1
fi
rm -rf "$out"; mkdir -p "$out/fetched" "$out/kit"
# Tells a later call that this folder is its own.
: > "$out/SHA256SUMS"
out=$(cd "$out" && pwd); kit=$out/kit; fetched=$out/fetched
mkdir -p "$kit"/{classes,lib,samples,engines/{onnx-cpu,onnx-cuda,torch},natives/{cuda12,tensorrt},jni/{include,src}}

say "classes and jars"
# Neither videos nor what only the build's own rules need.
skipped=ffmpeg,javacv,jazzer,jazzer-api,japicmp,archunit,archunit-junit5,archunit-junit5-api,archunit-junit5-engine
skipped=$skipped,archunit-junit5-engine-api,jimfs
(cd "$root" && $mvn -Pdemo -DskipTests package $dependency:copy-dependencies -pl verification -am \
  -DincludeScope=test -DexcludeArtifactIds=$skipped -DoutputDirectory="$fetched/lib" -Dmdep.useBaseVersion)
mv "$fetched"/lib/*.jar "$kit/lib/"
mv "$kit"/lib/onnxruntime-*.jar "$kit/engines/onnx-cpu/"
native=$(ls "$kit"/lib/pytorch-native-cpu-*.jar)
if [ -n "$torch" ]; then mv "$native" "$kit/engines/torch/"; else rm "$native"; fi
mkdir -p "$kit/classes/verification/io/talkinghead/verification"
cp -r "$root/verification/target/test-classes/io/talkinghead/verification/gpu" "$kit/classes/verification/io/talkinghead/verification/"
cp -r "$root/verification/target/classes/io/talkinghead/bench" "$kit/classes/verification/io/talkinghead/"
for module in backend-tensorrt backend-djl; do cp -r "$root/$module/target/test-classes" "$kit/classes/$module"; done
cp "$root/examples/samples/astronaut.png" "$kit/samples/"

say "a runtime of $("$jdk/bin/java" -version 2>&1 | head -1)"
"$jdk/bin/jlink" --output "$kit/runtime" --strip-debug --no-header-files --no-man-pages \
  --add-modules java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
# A JDK of a distribution may use the system's libraries, which another machine need not have.
foreign=$(for library in "$kit"/runtime/lib/*.so "$kit"/runtime/lib/server/*.so; do
    case $library in *awt_xawt.so | *splashscreen.so | *jawt.so | *jsound.so) continue ;; esac
    readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
  done | sort -u | while read -r name; do
    [ -n "$(find "$kit/runtime/lib" -name "$name")" ] || echo "$name"
  done | grep -v -E '^(ld-linux.*|lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+))\.so' || true)
[ -z "$foreign" ] || { echo "this JDK needs the system's $(echo $foreign); take one that brings its own" >&2; exit 1; }

say "ONNX Runtime for CUDA"
fetch "com.microsoft.onnxruntime:onnxruntime_gpu:$(version onnxruntime.version)" "$fetched"
unzip -q "$fetched"/onnxruntime_gpu-*.jar -d "$fetched/ort"
rm -rf "$fetched"/ort/ai/onnxruntime/native/win-* "$fetched"/ort/ai/onnxruntime/native/*/*providers_tensorrt*
# Stored, not deflated: xz does it better.
(cd "$fetched/ort" && zip -q -0 -r "$kit/engines/onnx-cuda/onnxruntime_gpu.jar" .)
# The last presets for CUDA 12; their artifacts have its runtime, but no cuBLAS.
fetch org.bytedeco:cuda-redist:12.9-9.10-1.5.12:jar:linux-x86_64 "$fetched"
unzip -q -j "$fetched"/cuda-redist-*.jar '*/libcudart.so.12' -d "$kit/natives/cuda12"
if [ -n "$cuda12" ]; then
  for name in libcublas libcublasLt; do
    cp -L "$(find -L "$cuda12" -name "$name.so.12*" -type f | sort | tail -1)" "$kit/natives/cuda12/$name.so.12"
  done
fi

say "TensorRT"
fetch "org.bytedeco:tensorrt:$(version tensorrt.presets.version):jar:linux-x86_64-redist" "$fetched"
unzip -q -j "$fetched"/tensorrt-*-redist.jar '*.so*' -x '*vc_plugin*' -d "$kit/natives/tensorrt"

if [ -n "$djl" ]; then
  say "the sources of DJL's native library"
  native=$djl/engines/pytorch/pytorch-native
  cp -r "$native/src/main/native/." "$kit/jni/src/"
  cp -r "$djl/api/src/main/native/." "$kit/jni/include/"
  cp "$jdk/include/jni.h" "$jdk"/include/linux/jni_md.h "$kit/jni/include/"
  engine=$(ls "$kit"/lib/pytorch-engine-*.jar)
  fetch "ai.djl.pytorch:pytorch-engine:$(version djl.version):jar:sources" "$fetched"
  unzip -q -o "$fetched"/pytorch-engine-*-sources.jar 'ai/djl/pytorch/jni/PyTorchLibrary.java' -d "$fetched/engine"
  "$jdk/bin/javac" -nowarn -proc:none -h "$kit/jni/include" -d "$fetched/engine" -cp "$kit/lib/*" \
    "$fetched/engine/ai/djl/pytorch/jni/PyTorchLibrary.java"
  basename "$engine" .jar | sed 's/pytorch-engine-//' > "$kit/jni/djl-version"
fi

cp "$here"/run.sh "$here"/jni.sh "$kit/"
say "parts"
mkdir -p "$out/parts"
bundle() {
  local name=$1; shift
  # Blocks, so that several processors can unpack.
  (cd "$kit" && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - "$@") \
    | nice xz -"$level" -T2 --block-size=16MiB \
    | split -b "${part}M" -a 2 --numeric-suffixes=1 - "$out/parts/$name.tar.xz."
}
bundle 1-base classes lib samples runtime run.sh jni.sh jni engines/onnx-cpu
bundle 2-onnx engines/onnx-cuda natives/cuda12
bundle 3-tensorrt natives/tensorrt
[ -z "$torch" ] || bundle 4-torch engines/torch
cp "$here/join.sh" "$out/parts/"
(cd "$out/parts" && sha256sum -- *.tar.xz.* > SHA256SUMS)
rm -rf "$fetched"
cp "$out/parts/SHA256SUMS" "$out/SHA256SUMS"
say "$(ls "$out"/parts/*.tar.xz.* | wc -l) parts, $(du -cm "$out"/parts/*.tar.xz.* | tail -1 | cut -f1) MiB in all, unpacked $(du -sm "$kit" | cut -f1) MiB"
(cd "$out/parts" && ls -l -- *.tar.xz.* | awk '{printf "%6.1f MiB  %s\n", $5 / 1048576, $NF}')
