#!/bin/bash
# Runs the checks: run.sh OUT SECONDS [--from CHECK] [--only CHECK,CHECK] [--list]
set -euo pipefail
kit=$(cd "$(dirname "$0")" && pwd); out=$1; seconds=$2; shift 2
mkdir -p "$out"; out=$(cd "$out" && pwd)
# CUDA 13, cuDNN and PyTorch as Python's packages bring them; nothing where there is no Python.
site=$(python3 -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])' 2> /dev/null || true)
libraries=$kit/natives/cuda12:$kit/natives/tensorrt
if [ -d "$site/nvidia" ]; then
  libraries=$libraries:$(find "$site/nvidia" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
fi
[ ! -d /usr/local/cuda/lib64 ] || libraries=$libraries:/usr/local/cuda/lib64
if [ -e "$kit/jni/environment" ]; then
  . "$kit/jni/environment"
  libraries=$libraries:$site/torch/lib:$kit/jni/links
fi
export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export OMP_WAIT_POLICY=PASSIVE
CLASSPATH="$kit/classes/verification:$kit/lib/*" exec "$kit/runtime/bin/java" -Xmx256m \
  io.talkinghead.verification.gpu.GpuKit --kit "$kit" --out "$out" --seconds "$seconds" "$@"
