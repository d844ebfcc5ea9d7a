// Sends a file that is dropped on, or chosen in, an element to the server, and tells the component its path.
export function acceptFiles(zone, component, address, header, token) {
  const send = file => {
    if (!file) return;
    const request = new XMLHttpRequest();
    request.open("POST", address + encodeURIComponent(file.name));
    request.setRequestHeader(header, token);
    request.upload.onprogress = event => component.invokeMethodAsync("OnProgress", file.name, event.loaded / Math.max(1, event.total));
    request.onload = () => component.invokeMethodAsync("OnUploadedAsync",
      ...(request.status === 200 ? [request.responseText, null] : [null, request.responseText || "The file was refused."]));
    request.onerror = () => component.invokeMethodAsync("OnUploadedAsync", null, "The connection was lost.");
    request.send(file);
  };
  receive(zone, send);
}

// Sends an image that is dropped on, or chosen in, an element to the image endpoints of the server, and tells the component what
// they answer.
export function acceptImage(zone, component, endpoints) {
  const read = file => new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(file);
  });
  const send = async file => {
    if (!file) return;
    zone.querySelector("img").src = await read(file);
    zone.querySelector("img").hidden = false;
    await component.invokeMethodAsync("OnImage", file.name);
    for (const endpoint of endpoints) {
      const response = await fetch(endpoint, { method: "POST", body: file, headers: { "Content-Type": file.type || "image/jpeg" } });
      await component.invokeMethodAsync("OnAnswerAsync", endpoint, await response.text());
    }
  };
  receive(zone, send);
}

const receive = (zone, send) => {
  zone.dataset.ready = "";
  zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("over");
    send(event.dataTransfer.files[0]);
  });
  zone.addEventListener("change", event => { if (event.target.type === "file") send(event.target.files[0]); });
};
