#!/bin/sh
# 在断网的机器上装好学库：sh 安装.sh 目标文件夹
set -eu
unset CDPATH
umask 022 # 谁装的，别的用户都能读、能运行

stop() { # 退出码，为什么
  echo "$2" >&2
  exit "$1"
}

case ${1:-} in
"") stop 2 "用法：sh 安装.sh 目标文件夹（例如 /opt/xueku）" ;;
/*) target=$1 ;;
*) target=$PWD/$1 ;;
esac
while [ "$target" != "${target%/}" ]; do target=${target%/}; done
case ${target##*/} in "" | . | ..) stop 2 "$1 不是新文件夹的名字。写明装到哪里，例如 /opt/xueku" ;; esac
within=$(dirname "$target")
unfinished=.xueku-installing
if [ -e "$target/$unfinished" ]; then # 上次装到一半断了
  rm -rf "$target" || stop 2 "$target 是上次装到一半的，删不掉。看权限，或换一个文件夹名。"
fi
if [ -e "$target" ] || [ -L "$target" ]; then
  stop 2 "$target 已经有了，没有动它。换一个文件夹名，或先把它移走；更新见 请先读我.txt。"
fi

here=$(cd "$(dirname "$0")" && pwd)
(cd "$here" && sha256sum --check --quiet SHA256SUMS) ||
  stop 1 "有的文件和拷来以前不一样，没有安装。重新拷一份。"
command -v git >/dev/null || stop 2 "没有 git。从系统的安装盘装上它（apt install git）。"
command -v bash >/dev/null || stop 2 "没有 bash。从系统的安装盘装上它（apt install bash）。"
python=${PYTHON:-python@python@}
"$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != tuple(map(int, "@python@".split("."))))' 2>/dev/null ||
  stop 2 "要 Python @python@，带 venv。装在别处的，写 PYTHON=路径 sh 安装.sh 目标文件夹"

# 仓库先取到旁边；装好以前留着记号：在哪里断了，再来一次就是。
passing="$target.正在安装"
made=
fail() { # 为什么；只删这一次放进去的
  cd /
  rm -rf "$passing" ${made:+"$target"}
  stop 1 "没有装成：$1。$target 没有留下。"
}
last_line() { printf '%s\n' "$1" | tail -n 1; }
why_not() { # 一句话：装程序的人说了什么
  case $1 in
  *'No space left'*) echo "磁盘满了" ;;
  *'DO NOT MATCH THE HASHES'*) echo "wheels/ 里有程序和 locks/site.txt 写明的指纹不一样，要重新拷一份" ;;
  *'No matching distribution found for '*)
    name=$(printf '%s\n' "$1" | sed -n 's/.*No matching distribution found for \([^ ]*\).*/\1/p' | head -n 1)
    echo "wheels/ 里没有 $name，或者它不是给这台机器用的；在联网的机器上写明这台的处理器、Python、glibc，重做一个包"
    ;;
  *) last_line "$1" ;;
  esac
}

{ rm -rf "$passing" && mkdir -p "$passing"; } 2>/dev/null ||
  stop 2 "$within 里写不进去。看权限和磁盘空间，磁盘是不是只能读。"
said=$(git clone --quiet "$here/project.bundle" "$passing" 2>&1) || fail "仓库取不出来（$(last_line "$said")）"
git -C "$passing" remote remove origin
touch "$passing/$unfinished"
mv -T "$passing" "$target" || fail "放不到 $target"
made=1
cd "$target"
target=$(pwd -P)
echo "正在装程序，约一分钟……"
said=$(PYTHON="$python" PIP_NO_INDEX=1 PIP_FIND_LINKS="$here/wheels" bash scripts/environment site 2>&1) ||
  fail "$(why_not "$said")"
.venv/bin/xueku doctor || [ $? -eq 1 ] || fail "装上的程序运行不了"
rm "$unfinished"
echo
echo "装好了。进入 $target，运行 scripts/serve 预览，.venv/bin/xueku build 生成。"
