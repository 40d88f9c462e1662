"""Posts as Discord takes them: sending, finding again, revealing; its errors by what they mean."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.posting import DeletedError, HoldError, RefusedError, UnclearError, UnreadableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from bot.store.records import Post

MARK = "q:"
"""What a button of a post begins with, before the post's id: how the post is found again."""
MOST_READ = 500
"""Messages of history; a post that may lie deeper is not known, rather than absent."""
BAN_SECONDS = 600.0
"""Discord counts refused requests over ten minutes, and shuts out an address that makes 10,000."""
_UNKNOWN_MESSAGE = 10008
_UNKNOWN_CHANNEL = 10003
_UNAUTHORIZED, _TOO_MANY, _SERVICE_UNAVAILABLE = 401, 429, 503


class ChannelWire:
    """A client's way to the channels of posts."""

    def __init__(
        self,
        client: discord.Client,
        compose: Callable[[Post], Awaitable[Mapping[str, Any]]],
        compose_reveal: Callable[[Post], Awaitable[Mapping[str, Any]]],
        may_read: Callable[[Post], bool | None] | None = None,
    ) -> None:
        """Take what makes the arguments of `send` and of `edit`.

        A button's custom_id in what `compose` makes begins with `mark(post)`. `may_read` tells
        whether the history may be read, and None where that is not known.
        """
        self._client = client
        self._compose = compose
        self._compose_reveal = compose_reveal
        self._may_read = may_read or self._permitted

    async def send(self, post: Post) -> int:
        """Send the post with its id as nonce; return the message's id."""
        content = await self._compose(post)
        with _meant():
            message = await self._channel(post).send(**content, nonce=post.id)
        return message.id

    async def find(self, post: Post, after: datetime.datetime) -> int | None:
        """Return our message with the post's buttons, or None if it is surely not there."""
        read = 0
        with _meant():
            history = self._channel(post).history(limit=MOST_READ, after=after, oldest_first=True)
            async for message in history:
                read += 1
                if message.author == self._client.user and is_marked(message, post):
                    return message.id
        if read >= MOST_READ:
            raise UnreadableError(f"more than {MOST_READ} messages since")
        if not self._may_read(post):  # Discord shows an empty list then, and no error
            raise UnreadableError("the history may not be read")
        return None

    async def reveal(self, post: Post) -> None:
        """Change the message into its reveal."""
        if post.message_id is None:
            raise DeletedError
        content = await self._compose_reveal(post)
        with _meant():
            await self._channel(post).get_partial_message(post.message_id).edit(**content)

    def _channel(self, post: Post) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(post.channel, guild_id=post.guild)

    def _permitted(self, post: Post) -> bool | None:
        channel = self._client.get_channel(post.channel)
        if not isinstance(channel, (discord.abc.GuildChannel, discord.Thread)):
            return None
        return channel.permissions_for(channel.guild.me).read_message_history


def mark(post: Post) -> str:
    """Return what the custom_id of each of a post's buttons begins with."""
    return f"{MARK}{post.id}"


def is_marked(message: discord.Message, post: Post) -> bool:
    """Tell whether a message has a button of the post."""
    return _holds([one.to_dict() for one in message.components], mark(post))


def _holds(value: object, beginning: str) -> bool:
    """Tell whether a custom_id within components, however deep, begins so."""
    if isinstance(value, dict):
        own = value.get("custom_id")
        if isinstance(own, str) and own.startswith(beginning):
            return True
        return any(_holds(one, beginning) for one in value.values())
    return isinstance(value, list) and any(_holds(one, beginning) for one in value)


@contextmanager
def _meant() -> Iterator[None]:
    """Raise what an error of the library means for a post."""
    try:
        yield
    except discord.NotFound as error:
        if error.code == _UNKNOWN_MESSAGE:
            raise DeletedError from error
        kind = "channel-gone" if error.code == _UNKNOWN_CHANNEL else "refused"
        raise RefusedError(kind, f"not found ({error.code})") from error
    except discord.Forbidden as error:
        raise RefusedError("no-permission", f"not permitted ({error.code})") from error
    except discord.HTTPException as error:
        if error.status in {_UNAUTHORIZED, _TOO_MANY}:
            raise HoldError(f"HTTP {error.status}", BAN_SECONDS) from error
        if error.status >= 500:
            busy = error.status == _SERVICE_UNAVAILABLE
            raise UnclearError(f"HTTP {error.status}", busy=busy) from error
        raise RefusedError("refused", f"HTTP {error.status} ({error.code})") from error
    except (aiohttp.ClientError, OSError, discord.DiscordException) as error:
        raise UnclearError(type(error).__name__) from error
