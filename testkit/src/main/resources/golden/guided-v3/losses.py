"""Makes losses.safetensors: python3 losses.py REFERENCE GOLDEN FEATURES OUT.

REFERENCE is the folder of the reference implementation (v3.py, PyTorch 1.13), GOLDEN the folder of weights.safetensors,
networks.safetensors and geometry.safetensors, FEATURES that of inception.onnx and descriptor.onnx. Needs numpy, onnx and torch.

A batch of two: the photo of networks.safetensors and a second one of smooth noise, both moved as net.surround, net.head and net.mesh
say, each with an identity of its own; the targets are smooth noise, too. The losses are those of the reference's trainer, each as it
counts. The discriminator is made of the embedder's weights, so that the file stays small: last.conv1 and last.conv2 are those of its
last block; rows, w0 and bias are in the file. reposed.*: the first photo as a guide of another pose, turned by 0.1 (pitch), 0.35 (yaw)
and -0.07 (roll) radians, enlarged by 1.05 and moved by 0.02 and -0.01 of the crop."""
import json
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

reference, golden, features, out = sys.argv[1:5]
sys.path.insert(0, reference)
import v3

RESOLUTION = 64


def read(name):
    data = open(golden + '/' + name, 'rb').read()
    length = struct.unpack('<Q', data[:8])[0]
    header = json.loads(data[8:8 + length])
    tensors = {}
    for key, entry in header.items():
        if key != '__metadata__':
            begin, end = (8 + length + place for place in entry['data_offsets'])
            tensors[key] = torch.from_numpy(np.frombuffer(data[begin:end], '<f4').reshape(entry['shape']).copy())
    return tensors


def write(tensors):
    header, offset, blobs = {}, 0, []
    for key, tensor in tensors.items():
        blob = tensor.detach().float().contiguous().numpy().tobytes()
        header[key] = {'dtype': 'F32', 'shape': list(tensor.shape), 'data_offsets': [offset, offset + len(blob)]}
        offset += len(blob)
        blobs.append(blob)
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(out, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + b''.join(blobs))


def noise(count):
    return (F.avg_pool2d(torch.rand(count, 3, RESOLUTION, RESOLUTION) * 2 - 1, 7, 1, 3) * 4).clamp(-1, 1)


torch.manual_seed(3)
v3.Embedder.mean_pool = False
weights, vectors, geometry = (read(name + '.safetensors') for name in ('weights', 'networks', 'geometry'))
net = v3.Head(8, 32, 8, 64, lend=(8, 16, 24)).eval()
letters = {'embedder': 'E', 'motion': 'M', 'generator': 'G'}
net.load_state_dict({letters[key.split('.')[0]] + '.' + key.split('.', 1)[1]: value for key, value in weights.items()})
judge = v3.Discriminator(8, 64, 3).eval()
state = judge.state_dict()
for key in state:
    if key.startswith('trunk.'):
        own = key[len('trunk.'):]
        state[key] = weights['embedder.' + own.replace('last.', 'down.5.')].clone()
state['identity'], state['w0'], state['bias'] = torch.randn(3, 64) * .05, torch.randn(64) * .05, torch.tensor([.2])
judge.load_state_dict(state)

geo = v3.Geometry(geometry['canonical'].numpy(), 'cpu')
landmarks = geometry['geometry.turned.target.landmarks'][None] / 4
both = lambda tensor: tensor.repeat(2, 1, 1, 1)
second = noise(1)
photos, target = torch.cat([vectors['net.photo'], second]), noise(2)
target_landmarks = torch.cat([landmarks, landmarks * 0.9 + torch.tensor([5., 2., 0.])])
rows = torch.tensor([2, 0])
weight = geo.weights(target_landmarks, RESOLUTION, RESOLUTION)
inception = v3.OnnxFeatures(features + '/inception.onnx', ['activation_1', 'activation_3', 'activation_5', 'mixed0', 'mixed2'], 'cpu')
descriptor = v3.OnnxFeatures(features + '/descriptor.onnx', ['f0', 'f1', 'f2', 'f3', 'f4', 'descriptor'], 'cpu')


def face(x):
    q = target_landmarks[..., :2]
    e1, e2, m = q[:, 36:42].mean(1), q[:, 42:48].mean(1), q[:, 48:68].mean(1)
    side = ((e1 - m).norm(dim=1) + (e2 - m).norm(dim=1)) / 2 / .45
    low = (e1 + e2 + m) / 3 - side[:, None] * torch.tensor([.5, .43])
    u = (torch.arange(150).float() + .5) / 150
    y, x_ = torch.meshgrid(u, u, indexing='ij')
    place = low[:, None, None] + side[:, None, None, None] * torch.stack([x_, y], -1)
    mean = torch.tensor([122.782, 117.001, 104.298]).view(1, 3, 1, 1)
    return descriptor(((v3.sample(x, place, RESOLUTION) + 1) * 127.5 - mean) / 255)


def pyramid(x):
    loss = ((x - target).abs() * weight).mean()
    for q in (2, 4, 8):
        loss = loss + (F.avg_pool2d(x - target, q).abs() * F.avg_pool2d(weight, q)).mean()
    return loss / 4


def relative(found, expected):
    return sum(F.l1_loss(a, b) / (b.abs().mean() + 1e-3) for a, b in zip(found, expected))


def reposed(x, lm, pose):
    scale, rotation, translation = pose
    c, s = np.cos([.1, .35, -.07]), np.sin([.1, .35, -.07])
    turn = (np.array([[c[2], -s[2], 0], [s[2], c[2], 0], [0, 0, 1]]) @ np.array([[c[1], 0, s[1]], [0, 1, 0], [-s[1], 0, c[1]]])
            @ np.array([[1, 0, 0], [0, c[0], -s[0]], [0, s[0], c[0]]]))
    after = (scale * 1.05, torch.tensor(turn, dtype=torch.float32)[None] @ rotation,
             translation + torch.tensor([[.02, -.01, 0]]) * RESOLUTION)
    canonical = (lm - translation[:, None]) @ rotation / scale[:, None, None]
    moved = after[0][:, None, None] * (canonical @ after[1].transpose(1, 2)) + after[2][:, None]
    p, q = geo.points(lm, *pose), geo.points(moved, *after)
    surround = geo.surround(p[..., :2], q[..., :2], pose, after, RESOLUTION, 64)
    surround = v3.hwc(v3.up(surround.permute(0, 3, 1, 2), RESOLUTION))
    head, inside, _ = geo.head(pose, after, RESOLUTION, RESOLUTION)
    mesh, valid, _ = geo.mesh(p, q, RESOLUTION, RESOLUTION)
    share = .5 * (inside * 4).clamp(0, 1).permute(0, 2, 3, 1)
    place = surround * (1 - share) + head * share
    share = F.avg_pool2d(valid, 5, 1, 2).permute(0, 2, 3, 1) * valid.permute(0, 2, 3, 1)
    return v3.sample(x, place * (1 - share) + mesh * share, RESOLUTION), moved


photo_of = lambda name: geometry['geometry.turned.photo.' + name][None]
pose = photo_of('scale') / 4, photo_of('rotation'), photo_of('translation') / 4
turned, turned_landmarks = reposed(vectors['net.photo'], photo_of('landmarks') / 4, tuple(part.reshape(shape) for part, shape in
                                   zip(pose, ((1,), (1, 3, 3), (1, 3)))))
with torch.no_grad():
    embedding, lent = net.E(torch.cat([both(vectors['net.photo_landmarks']), photos], 1), True)
    y = both(vectors['net.landmarks'])
    o = net.render(RESOLUTION, photos, lent, net.G.projection(embedding), both(vectors['net.surround']), both(vectors['net.head']),
                   both(vectors['net.mesh']), y)
    expected, expected_face, found_face = inception((target + 1) / 2), face(target), face(o['out'])
    fake, fake_features = judge(o['out'], y, rows)
    real, real_features = judge(target, y, rows)
    losses = {
        'pixels': 8 * pyramid(o['out']),
        'warpedPixels': 4 * pyramid(o['warped']),
        'change': .5 * o['delta'].abs().mean(),
        'features': 1.5 * relative(inception((o['out'] + 1) / 2), expected),
        'warpedFeatures': .4 * relative(inception((o['warped'] + 1) / 2), expected),
        'faces': .25 * relative(found_face[:5], expected_face[:5]),
        'descriptor': 2 * (found_face[5] - expected_face[5]).norm(dim=1).mean(),
        'ownFlow': 5 * o['res'].pow(2).mean(),
        'occlusion': .02 * (1 - o['occ']).mean(),
        'adversarial': .15 * -fake.mean() + 8 * sum(F.l1_loss(a, b) for a, b in zip(fake_features, real_features)) / len(real_features),
        'matching': .1 * (embedding[:, None] - judge.identity[rows][:, None]).abs().mean(),
        'discriminator': F.relu(1 - real).mean() + F.relu(1 + fake).mean(),
    }
print({key: round(float(value), 5) for key, value in losses.items()})
write({
    'in.photo': second, 'in.target': target, 'in.target_landmarks': target_landmarks, 'in.regions': weight[:1, :, ::2, ::2],
    'discriminator.identity': state['identity'], 'discriminator.w0': state['w0'], 'discriminator.bias': state['bias'],
    'reposed.photo': turned, 'reposed.landmarks': turned_landmarks[0], 'in.rows': rows.float(), **{'loss.' + key: value.reshape(1) for key, value in losses.items()}})
