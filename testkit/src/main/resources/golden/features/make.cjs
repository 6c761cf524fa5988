// Makes nets.safetensors: node make.cjs FACEAPI NSFWJS OUT, the first two being the unpacked npm packages @vladmandic/face-api 1.7.15
// and nsfwjs 4.4.0, with npm i @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 @vladmandic/face-api@1.7.15 beside it.
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs');
const faceapi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');

const STEP = 61;
const TAPS = ['activation_1', 'activation_3', 'activation_5', 'mixed0', 'mixed2'];
const [, , faceapiDir, nsfwjsDir, out] = process.argv;
const tensors = {};

function picture(size) {
  const samples = new Float32Array(size * size * 3);
  for (let y = 0, i = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < 3; c++) samples[i++] = ((3 * x * x + 5 * y * y + 7 * (c + 1) * x * y) >> 5) & 255;
  return samples;
}

// Every 61st value, channels first.
function keep(name, tensor) {
  const all = (tensor.shape.length === 4 ? tensor.transpose([0, 3, 1, 2]) : tensor).dataSync();
  tensors[name] = Array.from(all).filter((_, i) => i % STEP === 0);
}

// The library's own forward pass; then layer by layer, for the ends of the stages.
async function descriptor() {
  const T = faceapi.tf;
  await T.setBackend('cpu');
  await T.ready();
  const net = new faceapi.FaceRecognitionNet();
  const file = path.join(faceapiDir, 'model/face_recognition_model');
  const manifest = JSON.parse(fs.readFileSync(`${file}-weights_manifest.json`));
  net.loadFromWeightMap(T.io.decodeWeights(new Uint8Array(fs.readFileSync(`${file}.bin`)).buffer, manifest[0].weights));
  const input = T.tensor4d(picture(150), [1, 150, 150, 3]);
  const features = Array.from(await net.computeFaceDescriptor(input));
  tensors['descriptor.features'] = features;

  const p = net.params;
  const layer = (x, l, stride, padding, relu) => {
    const y = T.add(T.mul(T.add(T.conv2d(x, l.conv.filters, stride, padding), l.conv.bias), l.scale.weights), l.scale.biases);
    return relu ? T.relu(y) : y;
  };
  const residual = (x, l) =>
    T.relu(T.add(layer(layer(x, l.conv1, 1, 'same', true), l.conv2, 1, 'same', false), x));
  const down = (x, l) => {
    let y = layer(layer(x, l.conv1, 2, 'valid', true), l.conv2, 1, 'same', false);
    let pooled = T.avgPool(x, 2, 2, 'valid');
    const missing = pooled.shape[1] - y.shape[1];
    y = T.pad(y, [[0, 0], [0, missing], [0, missing], [0, 0]]);
    pooled = T.pad(pooled, [[0, 0], [0, 0], [0, 0], [0, y.shape[3] - pooled.shape[3]]]);
    return T.relu(T.add(pooled, y));
  };
  let x = T.div(T.sub(input, T.tensor1d([122.782, 117.001, 104.298])), 255);
  x = T.maxPool(layer(x, p.conv32_down, 2, 'valid', true), 3, 2, 'valid');
  const stages = [
    ['conv32_1', 'conv32_2', 'conv32_3'],
    ['conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
    ['conv128_down', 'conv128_1', 'conv128_2'],
    ['conv256_down', 'conv256_1', 'conv256_2'],
    ['conv256_down_out']
  ];
  stages.forEach((names, i) => {
    for (const name of names) x = name.includes('down') ? down(x, p[name]) : residual(x, p[name]);
    keep(`descriptor.f${i}`, x);
  });
  const again = T.matMul(T.mean(x, [1, 2]), p.fc);
  keep('descriptor.descriptor', again);
  const worst = Math.max(...again.dataSync().map((value, i) => Math.abs(value - features[i])));
  if (!(worst < 1e-5)) throw new Error(`layer by layer differs from the library by ${worst}`);
}

// The layers runtime on the package's model, cut off after mixed2: the classifier on top would fix the picture's size.
async function inception() {
  await tf.setBackend('cpu');
  const dir = path.resolve(nsfwjsDir, 'dist/models/inception_v3');
  const model = require(path.join(dir, 'model.min.js'));
  const shards = model.weightsManifest.flatMap(group => group.paths);
  const data = Buffer.concat(shards.map(shard => Buffer.from(require(path.join(dir, `${shard}.min.js`)), 'base64')));
  const config = model.modelTopology.model_config.config;
  const wanted = new Set();
  const want = name => {
    wanted.add(name);
    config.layers.find(l => l.name === name).inbound_nodes.flat().filter(i => !wanted.has(i[0])).forEach(i => want(i[0]));
  };
  want('mixed2');
  config.layers = config.layers.filter(l => wanted.has(l.name));
  config.layers[0].config.batch_input_shape = [null, 128, 128, 3];
  config.output_layers = [['mixed2', 0, 0]];
  const loaded = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest.flatMap(group => group.weights),
      weightData: new Uint8Array(data).buffer
    }),
    { strict: false }
  );
  const taps = tf.model({ inputs: loaded.inputs, outputs: TAPS.map(name => loaded.getLayer(name).output) });
  const values = taps.predict(tf.tensor4d(picture(128), [1, 128, 128, 3]).div(255));
  TAPS.forEach((name, i) => keep(`inception.${name}`, values[i]));
  tensors['inception.features'] = Array.from(values[TAPS.length - 1].mean([1, 2]).dataSync());
}

function write() {
  const header = {};
  let offset = 0;
  for (const [name, values] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape: [values.length], data_offsets: [offset, offset + 4 * values.length] };
    offset += 4 * values.length;
  }
  const json = JSON.stringify(header);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const data = Object.values(tensors).map(values => Buffer.from(new Float32Array(values).buffer));
  fs.writeFileSync(out, Buffer.concat([length, padded, ...data]));
}

descriptor().then(inception).then(write);
