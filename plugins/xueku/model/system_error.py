"""Why the system refused a file or an address, in Chinese: its own words are English, or follow the locale of the machine."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有了",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不许",
    errno.EROFS: "这个磁盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接转了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EBUSY: "正被别的程序用着",
    errno.ETXTBSY: "正被别的程序用着",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ESTALE: "网络盘断开过",
    errno.ENOMEM: "内存不够",
    errno.EADDRINUSE: "别的程序正用着它",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}


def system_reason(error: OSError) -> str:
    """Why, in a few words. An error that we raised ourselves says it in its own."""
    if error.errno is None:
        return str(error)
    return _REASONS.get(error.errno, f"系统错误 {error.errno}")
