// A photograph that is larger than need be becomes a smaller JPEG before it is sent: drawn as the camera meant it,
// without place and time. What cannot be drawn is sent as it is; the server judges it.

const LONGEST = 2400; // pixels: the smallest print of a licence can still be read
const QUALITY = 0.85;

// The picture in `file`, upright; null where the browser cannot draw it. Whoever asked closes it.
export async function opened(file) {
  if (!file.type.startsWith("image/")) return null;
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}

export async function shrunk(file, picture, enough) {
  if (!picture || file.size <= enough) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return file;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return small && (small.size < file.size || file.type !== "image/jpeg") ? small : file;
}
