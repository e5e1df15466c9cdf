-- grain: the one composed order with this number
DELETE FROM show_order WHERE order_id = $order_id
