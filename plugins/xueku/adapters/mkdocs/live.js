"use strict";(()=>{var s=document.currentScript,a=s.dataset.root??"/",n=document.createElement("div");n.setAttribute("role","alert");n.style.cssText="position:fixed;left:0;right:0;bottom:0;max-height:60vh;overflow:auto;z-index:999;padding:16px 24px;background:#7a1010;color:#fff;font:18px/1.7 sans-serif;white-space:pre-wrap;box-shadow:0 -2px 12px #0006";n.hidden=!0;document.body.append(n);function d(){let t=decodeURIComponent(location.pathname).slice(a.length);return t===""||t.endsWith("/")?`${t}index.html`:t}var o=new EventSource(s.dataset.events??"");o.addEventListener("changed",t=>{let e=JSON.parse(t.data);(e===null||e.includes(d()))&&location.reload()});o.addEventListener("faults",t=>{let e=JSON.parse(t.data);n.hidden=e.length===0,n.textContent=e.length===0?"":`有 ${e.length} 处要改，改好前写错的那一页保持上一次的样子：

${e.join(`

`)}`});})();
