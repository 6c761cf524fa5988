#!/bin/bash
# Builds DJL's native library for the PyTorch of this machine's Python, and tells run.sh where both are. Needs g++ and make.sh --djl.
set -euo pipefail
kit=$(cd "$(dirname "$0")" && pwd); jni=$kit/jni
[ -e "$jni/djl-version" ] || { echo "the kit was made without DJL's sources (make.sh --djl)" >&2; exit 1; }
python3 - "$jni" << 'P'
import glob, os, sys, torch
jni = sys.argv[1]
base = os.path.dirname(torch.__file__)
version, _, flavor = torch.__version__.partition('+')
abi = int(torch._C._GLIBCXX_USE_CXX11_ABI)
with open(jni + '/build.sh', 'w') as out:
    sources = ' '.join(sorted(glob.glob(jni + '/src/*.cc')))
    cuda = torch.version.cuda is not None
    toolkits = [d for d in [os.environ.get('CUDA_HOME', ''), '/usr/local/cuda'] if os.path.isdir(d + '/include')]
    includes = [jni + '/include', jni + '/src', base + '/include', base + '/include/torch/csrc/api/include']
    includes += [d + '/include' for d in toolkits]
    libraries = ['torch', 'torch_cpu', 'c10'] + (['torch_cuda', 'c10_cuda'] if cuda else [])
    out.write('set -e\ncd %s\npids=()\nfor f in %s; do\n' % (jni, sources))
    out.write('  g++ -c -std=c++17 -O1 -fPIC -w -D_GLIBCXX_USE_CXX11_ABI=%d %s %s "$f" -o "$(basename "$f" .cc).o" &\n  pids+=($!)\ndone\n'
              % (abi, '-DUSE_CUDA' if cuda else '', ' '.join('-I' + i for i in includes)))
    out.write('for p in "${pids[@]}"; do wait "$p"; done\n')
    out.write('g++ -shared *.o -L%s/lib -Wl,--no-as-needed %s -o libdjl_torch.so\n' % (base, ' '.join('-l' + l for l in libraries)))
# DJL loads every file of PyTorch's folder: give it one with no more than it needs.
folder = jni + '/torch'
os.makedirs(folder, exist_ok=True)
for name in ['libc10.so', 'libc10_cuda.so', 'libtorch_cpu.so', 'libtorch_cuda.so', 'libtorch.so']:
    if os.path.exists(base + '/lib/' + name) and not os.path.lexists(folder + '/' + name):
        os.symlink(base + '/lib/' + name, folder + '/' + name)
# And it counts GPUs through a library that it asks for without a version.
os.makedirs(jni + '/links', exist_ok=True)
runtimes = sorted(glob.glob(os.path.dirname(base) + '/nvidia/*/lib/libcudart.so.*')) + sorted(glob.glob('/usr/local/cuda/lib64/libcudart.so.*'))
if runtimes and not os.path.lexists(jni + '/links/libcudart.so'):
    os.symlink(runtimes[0], jni + '/links/libcudart.so')
with open(jni + '/names', 'w') as out:
    out.write('%s-%s-linux-x86_64\n' % (version, flavor or 'cpu'))
with open(jni + '/environment', 'w') as out:
    out.write('export PYTORCH_LIBRARY_PATH=%s PYTORCH_VERSION=%s PYTORCH_FLAVOR=%s ENGINE_CACHE_DIR=%s\n'
              % (folder, version, flavor or 'cpu', jni + '/cache'))
P
mv "$jni/environment" "$jni/environment.new"
bash "$jni/build.sh"
place=$jni/cache/pytorch/$(cat "$jni/names"); mkdir -p "$place"
cp "$jni/libdjl_torch.so" "$place/$(cat "$jni/djl-version")-libdjl_torch.so"
mv "$jni/environment.new" "$jni/environment"
echo "PyTorch $(cat "$jni/names"): $(ls -l "$place" | tail -1)"
