#!/bin/sh
# 在断网的机器上装好学库：sh 安装.sh 目标文件夹
set -eu

target=${1:-}
if [ -z "$target" ]; then
  echo "用法：sh 安装.sh 目标文件夹（例如 /opt/xueku）" >&2
  exit 2
fi
unfinished=.xueku-installing
[ ! -e "$target/$unfinished" ] || rm -rf "$target" # 上次装到一半断了
if [ -e "$target" ]; then
  echo "$target 已经有了，没有动它。换一个文件夹名，或先把它移走。" >&2
  exit 2
fi

here=$(cd "$(dirname "$0")" && pwd)
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || {
  echo "有的文件和拷来以前不一样，没有安装。重新拷一份。" >&2
  exit 1
}
command -v git >/dev/null || { echo "没有 git。从系统的安装盘装上它（apt install git）。" >&2; exit 2; }
python=${PYTHON:-python@python@}
"$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != tuple(map(int, "@python@".split("."))))' 2>/dev/null || {
  echo "要 Python @python@，带 venv。装在别处的，写 PYTHON=路径 sh 安装.sh 目标文件夹" >&2
  exit 2
}

# 仓库先取到旁边；装好以前留着记号：在哪里断了，再来一次就是。
passing="$target.正在安装"
rm -rf "$passing"
git clone --quiet "$here/project.bundle" "$passing"
git -C "$passing" remote remove origin
touch "$passing/$unfinished"
mv "$passing" "$target"
cd "$target"
PYTHON="$python" PIP_NO_INDEX=1 PIP_FIND_LINKS="$here/wheels" bash -c '. scripts/environment && ensure_environment site' || {
  cd / && rm -rf "$target"
  echo "没有装成，见上面的原因；$target 没有留下。" >&2
  exit 1
}
rm "$unfinished"
echo
.venv/bin/xueku doctor || true
echo
echo "装好了。进入 $target，运行 scripts/serve 预览，.venv/bin/xueku build 生成。"
